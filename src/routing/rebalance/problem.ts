import { capacityOf, type Demand, findRemoval, keptPoints, queueLoad } from "../eligibility.ts";
import { type HeldDemand, type OpenPlace, openPlacesOf } from "../hold-demand.ts";
import { sortHeld } from "../hold-order.ts";
import { hasSkill, type KnownAgent, knownAgents, skillLevel, speaks } from "../known-agent.ts";
import type { Policy } from "../policy.ts";
import { pickModesOf } from "../queue.ts";
import type { Roster } from "../roster.ts";

/** An agent in one queue: where a ticket can be put. */
export interface Seat {
  agent: number;
  queueId: string;
  /** Effort points that the queue's cap leaves. */
  room: number;
}

export interface Option {
  seat: number;
  /** How badly the two fit, a whole number: the smaller the better. */
  cost: number;
}

export interface WaitingTicket {
  ticketId: string;
  effort: number;
  options: Option[];
}

/** Held tickets, the agents who could take them, and the room that there is. */
export interface Problem {
  /** The most urgent first. */
  tickets: WaitingTicket[];
  seats: Seat[];
  agents: { agentId: string; load: number; capacity: number }[];
}

/**
 * What a misfit costs. Each outweighs all that stand below it for one ticket; the share of an agent's capacity in use
 * costs at most 1,000 and comes last.
 */
const costs = {
  laterQueue: 1e8,
  notPreferred: 1e7,
  missingSkill: 4e5,
  otherLanguage: 2e5,
  levelBelowTen: 2e3,
};
const mostMissing = 20;
const mostLevels = 90;

export function stateProblem(
  policy: Policy,
  roster: Roster,
  held: readonly HeldDemand[],
  now: string,
): Problem {
  const known = knownAgents(roster.agents);
  const problem: Problem = { tickets: [], seats: [], agents: [] };
  const seatByKey = new Map<string, number>();
  const agents = roster.agents.map((agent) => ({
    agentId: agent.id,
    load: agent.open + keptPoints(agent),
    capacity: capacityOf(agent, { defaultCapacity: policy.capacity.default }),
  }));
  problem.agents = agents;
  const seatOf = (agent: number, demand: Demand): number => {
    const key = `${agent} ${demand.queueId}`;
    const found = seatByKey.get(key);
    if (found !== undefined) return found;
    const one = roster.agents[agent];
    const room = demand.queueCap === null || !one ? Infinity : demand.queueCap - queueLoad(one, demand);
    seatByKey.set(key, problem.seats.length);
    return problem.seats.push({ agent, queueId: demand.queueId, room }) - 1;
  };
  for (const demand of sortHeld(held, (demand) => demand)) {
    const ticket: WaitingTicket = { ticketId: demand.ticketId, effort: demand.effort, options: [] };
    for (const [rank, place] of openPlacesOf(policy, demand, now).entries()) {
      // Room is the solver's affair.
      const asked = { ...place.demand, ignoresCapacity: true };
      for (const [index, one] of known.entries()) {
        if (findRemoval(one, asked) !== null) continue;
        ticket.options.push({
          seat: seatOf(index, asked),
          cost: rank * costs.laterQueue + misfitOf(one, place),
        });
      }
    }
    problem.tickets.push(ticket);
  }
  return problem;
}

function misfitOf(known: KnownAgent, { queue, demand, preference }: OpenPlace): number {
  let cost = preference.size > 0 && !preference.has(known.agent.id) ? costs.notPreferred : 0;
  const missing = demand.skills.filter((wish) => wish.need === "prefer" && !hasSkill(known, wish)).length;
  cost += Math.min(missing, mostMissing) * costs.missingSkill;
  const { language } = demand;
  if (language?.need === "prefer" && !speaks(known, language.value)) cost += costs.otherLanguage;
  // Levels count where the queue chooses by them; elsewhere whoever has the skill will do.
  if (!pickModesOf(queue).includes("best skill")) return cost;
  const below = demand.skills.reduce((sum, { skill }) => sum + 10 - skillLevel(known, skill), 0);
  return cost + Math.round(Math.min(below, mostLevels)) * costs.levelBelowTen;
}

/** What it costs to put so many more points on a load: more, the larger the share of the capacity in use after it. */
export function burdenOf(load: number, effort: number, capacity: number): number {
  return capacity > 0 ? Math.round((1000 * (load + effort)) / capacity) : 1000;
}
