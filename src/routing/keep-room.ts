import { type HeldDemand, openPlacesOf } from "./hold-demand.ts";
import { compareHeld } from "./hold-order.ts";
import type { Policy } from "./policy.ts";
import type { Agent, Roster } from "./roster.ts";
import { findBest } from "./selection.ts";

/**
 * The roster with the room taken out of it that the held tickets would take if they were handed out now, the most urgent
 * first: who is decided upon with it takes no place that one of them could have. The pace of handing out is left out of
 * account, or else a newcomer would slip in while it holds them back. Turns in a rotation stay as they are.
 */
export function keepRoom(policy: Policy, roster: Roster, held: readonly HeldDemand[], now: string): Roster {
  const agents = [...roster.agents];
  const placeById = new Map(agents.map(({ id }, place) => [id, place]));
  const left: Roster = { ...roster, agents };
  // Room only shrinks, so what one ticket found full another that asks the same need not look for.
  const fruitless = new Set<string>();
  for (const demand of held.toSorted(compareHeld)) {
    const asked = keyOf(demand);
    if (fruitless.has(asked)) continue;
    let taker: Agent | null = null;
    for (const { queue, demand: wanted, preference } of openPlacesOf(policy, demand, now)) {
      taker = findBest(left, demand.ticketId, queue, wanted, preference);
      if (!taker) continue;
      const kept = { ...taker.kept, [queue.id]: (taker.kept?.[queue.id] ?? 0) + demand.effort };
      agents[placeById.get(taker.id) ?? -1] = { ...taker, kept };
      break;
    }
    if (!taker) fruitless.add(asked);
  }
  return left;
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
