import { type HeldDemand, openPlacesOf } from "./hold-demand.ts";
import { compareHeld } from "./hold-order.ts";
import type { Policy } from "./policy.ts";
import type { Roster } from "./roster.ts";
import { findBest } from "./selection.ts";

/**
 * The roster with the room taken out of it that the held tickets would take if they were handed out now, the most urgent
 * first: who is decided upon with it takes no place that one of them could have. The pace of handing out is left out of
 * account, or else a newcomer would slip in while it holds them back. Turns in a rotation stay as they are.
 */
export function keepRoom(policy: Policy, roster: Roster, held: readonly HeldDemand[], now: string): Roster {
  return giveInTurn(policy, roster, held, now).roster;
}

export interface Given {
  agentId: string;
  queueId: string;
}

/** Gives each held ticket to whom it would go now, the most urgent first: the order of handing out, one after another. */
export function giveInTurn(
  policy: Policy,
  roster: Roster,
  held: readonly HeldDemand[],
  now: string,
): { roster: Roster; given: Map<string, Given> } {
  const agents = [...roster.agents];
  const placeById = new Map(agents.map(({ id }, place) => [id, place]));
  const left: Roster = { ...roster, agents };
  const given = new Map<string, Given>();
  // Room only shrinks, so what one ticket found full another that asks the same need not look for.
  const fruitless = new Set<string>();
  for (const demand of held.toSorted(compareHeld)) {
    const asked = keyOf(demand);
    if (fruitless.has(asked)) continue;
    const isPlaced = openPlacesOf(policy, demand, now).some(({ queue, demand: wanted, preference }) => {
      const taker = findBest(left, demand.ticketId, queue, wanted, preference);
      if (!taker) return false;
      const kept = { ...taker.kept, [queue.id]: (taker.kept?.[queue.id] ?? 0) + demand.effort };
      agents[placeById.get(taker.id) ?? -1] = { ...taker, kept };
      given.set(demand.ticketId, { agentId: taker.id, queueId: queue.id });
      return true;
    });
    if (!isPlaced) fruitless.add(asked);
  }
  return { roster: left, given };
}

/** All that decides whether anybody can take it. */
function keyOf({
  queueId,
  groups,
  skills,
  language,
  overflow,
  effort,
  excludedAgentIds,
}: HeldDemand): string {
  return JSON.stringify([queueId, groups, skills, language, overflow, effort, excludedAgentIds]);
}
