import type { HeldDemand } from "./hold-demand.ts";
import { type Given, giveInTurn } from "./keep-room.ts";
import type { Policy } from "./policy.ts";
import { type Problem, stateProblem } from "./rebalance/problem.ts";
import { solve } from "./rebalance/solve.ts";
import type { Roster } from "./roster.ts";

export interface Placement extends Given {
  ticketId: string;
  /** The group that the ticket goes to: the agent's own among those of the queue. */
  groupId: string;
  /** Effort points. */
  effort: number;
}

/** A proposal: nothing has happened, and each assignment is decided anew when it is applied. */
export interface Rebalance {
  /** The most urgent first. */
  placements: Placement[];
  /** Tickets that nobody can take now. */
  left: string[];
  /** Of the agents who would get something, in effort points. */
  loads: { agentId: string; before: number; after: number; capacity: number }[];
}

/**
 * Who would get which of the held tickets if they were placed together and not one after another. As many as can be, the
 * most urgent first; then so that they fit (own queue, preferred agents and skills, language, levels where the queue
 * chooses by them); then so that the shares of capacity in use are even. Nobody is taken above capacity or a queue's cap,
 * and never are fewer placed than one after another. The ramp is left out: it is the pace of applying.
 */
export function rebalance(
  policy: Policy,
  roster: Roster,
  held: readonly HeldDemand[],
  now: string,
): Rebalance {
  const problem = stateProblem(policy, roster, held, now);
  const seating = solve(problem);
  let given = new Map<string, Given>();
  for (const [index, { ticketId }] of problem.tickets.entries()) {
    const seat = problem.seats[seating[index] ?? -1];
    const agent = seat && problem.agents[seat.agent];
    if (seat && agent) given.set(ticketId, { agentId: agent.agentId, queueId: seat.queueId });
  }
  // With mixed effort the flow is no proof, so the plain order may have found room for more.
  if (hasMixedEffort(problem) && given.size < held.length) {
    const inTurn = giveInTurn(policy, roster, held, { now, isPaced: false }).given;
    if (inTurn.size > given.size) given = inTurn;
  }
  return describe(problem, roster, held, given);
}

function hasMixedEffort({ tickets }: Problem): boolean {
  return tickets.some(({ effort }) => effort !== tickets[0]?.effort);
}

function describe(
  problem: Problem,
  roster: Roster,
  held: readonly HeldDemand[],
  given: Map<string, Given>,
): Rebalance {
  const demandById = new Map(held.map((demand) => [demand.ticketId, demand]));
  const groupIdsById = new Map(roster.agents.map(({ id, groupIds }) => [id, groupIds]));
  const points = new Map<string, number>();
  const placements: Placement[] = [];
  const left: string[] = [];
  for (const { ticketId, effort } of problem.tickets) {
    const demand = demandById.get(ticketId);
    const one = given.get(ticketId);
    if (!one || !demand) {
      left.push(ticketId);
      continue;
    }
    const place = [demand, ...demand.overflow].find(({ queueId }) => queueId === one.queueId);
    const groupIds = groupIdsById.get(one.agentId) ?? [];
    const groupId = place?.groups.find(({ id }) => groupIds.includes(id))?.id ?? "";
    points.set(one.agentId, (points.get(one.agentId) ?? 0) + effort);
    placements.push({ ticketId, ...one, groupId, effort });
  }
  const loads = problem.agents.flatMap(({ agentId, load, capacity }) => {
    const more = points.get(agentId);
    return more === undefined ? [] : [{ agentId, before: load, after: load + more, capacity }];
  });
  return { placements, left, loads };
}
