import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";

/** Whether a policy's reference (name, e-mail address or id) means this agent. */
export function isAgent(agent: Agent, reference: string): boolean {
  if (agent.id === reference) return true;
  const folded = fold(reference);
  return fold(agent.name) === folded || (agent.email != null && fold(agent.email) === folded);
}
