import type { Wishes } from "./apply-actions.ts";
import { referenceFinder } from "./find-agent.ts";
import { knownAgents } from "./known-agent.ts";
import { isAbsent } from "./presence.ts";
import type { Agent } from "./roster.ts";
import type { Snapshot } from "./snapshot.ts";
import { epochOf } from "./wall-clock.ts";

/** Who should rather have the ticket, by id, with the absent agent's name where they stand in for somebody. */
export type Preference = ReadonlyMap<string, string | null>;

const nobody: Preference = new Map();

/** The agents that rules prefer, and in the place of those who are absent their stand-ins. */
export function preferenceOf(snapshot: Snapshot, wishes: Wishes): Preference {
  const { ticket, roster, reassign } = snapshot;
  const previousId = wishes.prefersPreviousAgent ? (ticket.previousAgentId ?? undefined) : undefined;
  const owner = wishes.prefersAccountOwner ? ticket.organization?.owner : null;
  const references = owner == null ? wishes.preferredAgents : [...wishes.preferredAgents, owner];
  // The old owner cannot get it again, but may have a stand-in.
  const formerId = reassign?.fromAgentId;
  if (previousId === undefined && references.length === 0 && formerId === undefined) return nobody;
  const placeOf = referenceFinder(references);
  const preferred = new Map<string, string | null>();
  const nowMs = epochOf(snapshot.now);
  for (const known of knownAgents(roster.agents)) {
    const { agent } = known;
    const isWished = agent.id === previousId || placeOf(known) >= 0;
    if (!isWished && agent.id !== formerId) continue;
    if (isWished) preferred.set(agent.id, null);
    const standInId = findStandIn(roster.agents, agent, nowMs);
    if (standInId !== null && !preferred.has(standInId)) preferred.set(standInId, agent.name);
  }
  return preferred;
}

/** Who stands in for an absent agent; if they are absent too, who stands in for them. */
function findStandIn(agents: readonly Agent[], agent: Agent, nowMs: number): string | null {
  const seen = new Set<string>();
  let current: Agent | undefined = agent;
  while (current?.absence && isAbsent(current.absence, nowMs)) {
    const { standInId }: NonNullable<Agent["absence"]> = current.absence;
    seen.add(current.id);
    if (standInId === null || seen.has(standInId)) return null;
    current = agents.find(({ id }) => id === standInId);
  }
  return current && current !== agent ? current.id : null;
}
