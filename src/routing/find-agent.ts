import { type KnownAgent, knownAgent, namesOf } from "./known-agent.ts";
import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";

/** Whether a policy's reference (name, e-mail address or id) means this agent. */
export function isAgent(agent: Agent, reference: string): boolean {
  if (agent.id === reference) return true;
  const folded = fold(reference);
  const { name, email } = namesOf(knownAgent(agent));
  return name === folded || email === folded;
}

/** Asks for many agents whether one of some references means them; the place of the first that does, or -1. */
export function referenceFinder(references: readonly string[]): (known: KnownAgent) => number {
  if (references.length === 0) return () => -1;
  const [exact, folded] = [new Map<string, number>(), new Map<string, number>()];
  for (const [place, reference] of references.entries()) {
    if (!exact.has(reference)) exact.set(reference, place);
    const key = fold(reference);
    if (!folded.has(key)) folded.set(key, place);
  }
  return (known) => {
    const { name, email } = namesOf(known);
    const places = [
      exact.get(known.agent.id),
      folded.get(name),
      email === null ? undefined : folded.get(email),
    ];
    return places.reduce<number>(
      (first, at) => (at === undefined || (first !== -1 && first <= at) ? first : at),
      -1,
    );
  };
}
