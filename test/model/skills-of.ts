import { skill } from "./policy-of.ts";

/** Every other agent has the one skill that there is. */
export function skillsOf(agentIds: readonly string[], agentId: string): Record<string, number> | undefined {
  return agentIds.indexOf(agentId) % 2 === 0 ? { [skill]: 5 } : undefined;
}
