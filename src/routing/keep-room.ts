import { type HeldDemand, openPlacesOf } from "./hold-demand.ts";
import { sortHeld } from "./hold-order.ts";
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
  return giveInTurn(policy, roster, held, { now, isPaced: false }).roster;
}

export interface Given {
  agentId: string;
  queueId: string;
}

/**
 * Gives each held ticket to whom it would go now, the most urgent first: the order of handing out, one after another.
 *
 * @param options.isPaced whether nobody gets more of them than the ramp of the queue allows
 */
export function giveInTurn(
  policy: Policy,
  roster: Roster,
  held: readonly HeldDemand[],
  { now, isPaced }: { now: string; isPaced: boolean },
): { roster: Roster; given: Map<string, Given> } {
  const agents = [...roster.agents];
  const placeById = new Map(agents.map(({ id }, place) => [id, place]));
  const left: Roster = { ...roster, agents };
  const given = new Map<string, Given>();
  // Room only shrinks, so what one ticket found full another that asks the same need not look for.
  const fruitless = new Set<string>();
  for (const demand of sortHeld(held, (demand) => demand)) {
    const asked = keyOf(demand);
    if (fruitless.has(asked)) continue;
    const isPlaced = openPlacesOf(policy, demand, now).some(({ queue, demand: open, preference }) => {
      const wanted = isPaced ? { ...open, ramp: rampOf(queue) } : open;
      const taker = findBest(left, demand.ticketId, queue, wanted, preference);
      if (!taker) return false;
      agents[placeById.get(taker.id) ?? -1] = withRoomTaken(taker, queue.id, demand.effort, isPaced);
      given.set(demand.ticketId, { agentId: taker.id, queueId: queue.id });
      return true;
    });
    if (!isPlaced) fruitless.add(asked);
  }
  return { roster: left, given };
}

function withRoomTaken(agent: Agent, queueId: string, effort: number, isPaced: boolean): Agent {
  const kept = { ...agent.kept, [queueId]: (agent.kept?.[queueId] ?? 0) + effort };
  return { ...agent, kept, ...(isPaced && { handedOut: (agent.handedOut ?? 0) + 1 }) };
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
