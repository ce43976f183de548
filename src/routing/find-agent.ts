import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";

/** What people call an agent: their id as it is, name and address folded. */
interface Names {
  name: string;
  email: string | null;
}

// Folding costs more than the rest of a filter, and agents come again with every ticket.
const namesByAgent = new WeakMap<Agent, Names>();

function namesOf(agent: Agent): Names {
  const known = namesByAgent.get(agent);
  if (known) return known;
  const names = { name: fold(agent.name), email: agent.email == null ? null : fold(agent.email) };
  namesByAgent.set(agent, names);
  return names;
}

/** Whether a policy's reference (name, e-mail address or id) means this agent. */
export function isAgent(agent: Agent, reference: string): boolean {
  if (agent.id === reference) return true;
  const folded = fold(reference);
  const { name, email } = namesOf(agent);
  return name === folded || email === folded;
}

/** Asks for many agents whether one of some references means them; the place of the first that does, or -1. */
export function referenceFinder(references: readonly string[]): (agent: Agent) => number {
  if (references.length === 0) return () => -1;
  const [exact, folded] = [new Map<string, number>(), new Map<string, number>()];
  for (const [place, reference] of references.entries()) {
    if (!exact.has(reference)) exact.set(reference, place);
    const key = fold(reference);
    if (!folded.has(key)) folded.set(key, place);
  }
  return (agent) => {
    const { name, email } = namesOf(agent);
    const places = [exact.get(agent.id), folded.get(name), email === null ? undefined : folded.get(email)];
    return places.reduce<number>(
      (first, at) => (at === undefined || (first !== -1 && first <= at) ? first : at),
      -1,
    );
  };
}
