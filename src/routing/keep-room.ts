import { type HeldDemand, openPlacesOf } from "./hold-demand.ts";
import { compareHeld } from "./hold-order.ts";
import type { Policy } from "./policy.ts";
import { rampOf } from "./queue.ts";
import type { Agent, Roster } from "./roster.ts";
import { findBest } from "./selection.ts";

/**
 * The roster with the room taken out of it that the held tickets would take if they were handed out now, the most urgent
 * first: who is decided upon with it takes no place that one of them could have. The pace of handing out is left out of
 * account, or else a newcomer would slip in while it holds them back. Turns in a rotation stay as they are.
 */
export function keepRoom(policy: Policy, roster: Roster, held: readonly HeldDemand[], now: string): Roster {
  return placeHeld(policy, roster, held, { now, isPaced: false }).roster;
}

/**
 * Who of the held tickets could go to whom now, the most urgent first, each taking its room before the next.
 *
 * @param input.isPaced whether nobody gets more of them than the ramp of the queue allows
 */
export function placeHeld(
  policy: Policy,
  roster: Roster,
  held: readonly HeldDemand[],
  { now, isPaced }: { now: string; isPaced: boolean },
): { roster: Roster; places: { ticketId: string; agentId: string }[] } {
  const agents = [...roster.agents];
  const placeById = new Map(agents.map(({ id }, place) => [id, place]));
  const left: Roster = { ...roster, agents };
  const places: { ticketId: string; agentId: string }[] = [];
  // Room only shrinks, so what one ticket found full another that asks the same need not look for.
  const fruitless = new Set<string>();
  for (const demand of held.toSorted(compareHeld)) {
    const asked = keyOf(demand);
    if (fruitless.has(asked)) continue;
    const taken = findTaker(policy, left, demand, { now, isPaced });
    if (!taken) {
      fruitless.add(asked);
      continue;
    }
    agents[placeById.get(taken.id) ?? -1] = taken;
    places.push({ ticketId: demand.ticketId, agentId: taken.id });
  }
  return { roster: left, places };
}

/** The agent who would take it, with its room taken. */
function findTaker(
  policy: Policy,
  roster: Roster,
  held: HeldDemand,
  { now, isPaced }: { now: string; isPaced: boolean },
): Agent | undefined {
  for (const { queue, demand, preference } of openPlacesOf(policy, held, now)) {
    const wanted = isPaced ? { ...demand, ramp: rampOf(queue) } : demand;
    const taker = findBest(roster, held.ticketId, queue, wanted, preference);
    if (!taker) continue;
    const kept = { ...taker.kept, [queue.id]: (taker.kept?.[queue.id] ?? 0) + held.effort };
    return isPaced ? { ...taker, kept, handedOut: (taker.handedOut ?? 0) + 1 } : { ...taker, kept };
  }
  return undefined;
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
