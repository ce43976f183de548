import { type BestList, createBestList, keyValueOf, type Ranked } from "./best-list.ts";
import { describeRemoval } from "./describe-removal.ts";
import { drawsFor } from "./draw.ts";
import { capacityOf, type Demand, findRemoval } from "./eligibility.ts";
import { type KnownAgent, knownAgent, knownAgents } from "./known-agent.ts";
import type { Preference } from "./preference.ts";
import type { Queue } from "./queue.ts";
import { type RankingKey, rankingKeys, turnsOf } from "./ranking.ts";
import { type CandidateFilter, type CandidateTrace, candidateFilters, type Receipt } from "./receipt.ts";
import type { Agent, Roster } from "./roster.ts";
import { effectiveTurns, takeTurn } from "./rotation.ts";
import type { First } from "./standing.ts";
import type { Tracing } from "./tracing.ts";

export interface Selection extends Pick<Receipt, "candidates" | "candidateCounts" | "tieBreak" | "turn"> {
  chosen: Agent | null;
}

/** Up to so many agents a receipt tells of all; of more, of half as many on either side. */
const toldOf = 100;

interface Removed {
  agent: Agent;
  place: number;
  filter: CandidateFilter;
}

/**
 * Sends every agent through the filters in order, then ranks who is left by the queue's ways of choosing. Equal agents
 * are ordered by a hash of ticket and agent, so that they share evenly and the choice repeats.
 */
export function selectAgent(
  roster: Roster,
  ticketId: string,
  queue: Queue,
  demand: Demand,
  preference: Preference,
  { isTraced, standings }: Tracing,
): Selection {
  const { agents } = roster;
  const found = isTraced ? undefined : standings?.findFirst(roster, ticketId, queue, demand, preference);
  if (found) return untold(found, roster, demand);
  const keys = rankingKeys(queue, demand, preference, roster);
  const isSmall = isTraced && agents.length <= toldOf;
  const limit = isSmall ? toldOf : isTraced ? toldOf / 2 : 1;
  const list = createBestList(keys, limit, drawsFor(ticketId));
  const removals = Object.fromEntries(
    candidateFilters.map((filter) => [filter, { count: 0, told: [] as Removed[] }]),
  ) as Record<CandidateFilter, { count: number; told: Removed[] }>;
  const floor = roster.rotationFloor?.[queue.id] ?? 0;
  let leastTurns = Infinity;
  let eligible = 0;
  const known = knownAgents(agents);
  for (let place = 0; place < known.length; place++) {
    const one = known[place] as KnownAgent;
    const { agent } = one;
    const filter = findRemoval(one, demand);
    if (filter !== null) {
      const removal = removals[filter];
      if (++removal.count <= limit) removal.told.push({ agent, place, filter });
      continue;
    }
    eligible++;
    list.offer(one, place);
    if (demand.weightOf) {
      leastTurns = Math.min(leastTurns, effectiveTurns({ turns: turnsOf(agent, demand), floor }));
    }
  }
  const chosen = list.best[0]?.agent ?? null;
  const removed = candidateFilters
    .toReversed()
    .flatMap((filter) => removals[filter].told)
    .slice(0, limit);
  const told = [
    ...list.best.map((_ranked, rank) => toRankedTrace(list.best, rank, keys, demand)),
    ...removed.map((one) => toRemovedTrace(one, demand)),
  ];
  const counts = candidateFilters.filter((filter) => removals[filter].count > 0);
  return {
    chosen,
    candidates: isSmall ? inRosterOrder(told, [...list.best, ...removed]) : told,
    candidateCounts: {
      considered: agents.length,
      eligible,
      removedBy: Object.fromEntries(counts.map((filter) => [filter, removals[filter].count])),
    },
    tieBreak: describeTie(list, keys),
    turn: chosen && turnOf(chosen, demand, floor, leastTurns),
  };
}

function turnOf(chosen: Agent, demand: Demand, floor: number, leastTurns: number): Selection["turn"] {
  if (!demand.weightOf) return null;
  const weight = demand.weightOf(knownAgent(chosen));
  const turns = takeTurn({ turns: turnsOf(chosen, demand), floor }, { weight, leastTurns });
  return { queueId: demand.queueId, agentId: chosen.id, ...turns };
}

function untold({ agent, leastTurns }: First, roster: Roster, demand: Demand): Selection {
  const floor = roster.rotationFloor?.[demand.queueId] ?? 0;
  return {
    chosen: agent,
    candidates: [],
    candidateCounts: { considered: roster.agents.length, eligible: 0, removedBy: {} },
    tieBreak: null,
    turn: agent && turnOf(agent, demand, floor, leastTurns),
  };
}

/** Who would get it, and nothing else. */
export function findBest(
  roster: Roster,
  ticketId: string,
  queue: Queue,
  demand: Demand,
  preference: Preference,
): Agent | null {
  const list = createBestList(rankingKeys(queue, demand, preference, roster), 1, drawsFor(ticketId));
  const known = knownAgents(roster.agents);
  for (let place = 0; place < known.length; place++) {
    const one = known[place] as KnownAgent;
    if (findRemoval(one, demand) === null) list.offer(one, place);
  }
  return list.best[0]?.agent ?? null;
}

function toRankedTrace(best: Ranked[], index: number, keys: RankingKey[], demand: Demand): CandidateTrace {
  const ranked = best[index] as Ranked;
  const { id, name, open } = ranked.agent;
  const capacity = capacityOf(ranked.agent, demand);
  const trace: CandidateTrace = { agentId: id, name, removedBy: null, open, capacity, rank: index + 1 };
  if (keys.length > 0) {
    trace.keys = [];
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as RankingKey;
      trace.keys.push({ name: key.name, value: keyValueOf(ranked, at, key) });
    }
  }
  return trace;
}

function toRemovedTrace({ agent, filter }: Removed, demand: Demand): CandidateTrace {
  const { id, name, open } = agent;
  const removedBy = { filter, detail: describeRemoval(filter, agent, demand) };
  return { agentId: id, name, removedBy, open, capacity: capacityOf(agent, demand), rank: null };
}

function inRosterOrder(traces: CandidateTrace[], places: { place: number }[]): CandidateTrace[] {
  const ordered: CandidateTrace[] = [];
  for (const [index, trace] of traces.entries()) ordered[places[index]?.place ?? 0] = trace;
  return ordered;
}

function describeTie({ best: [first], equalToFirst }: BestList, keys: RankingKey[]): string | null {
  if (!first || equalToFirst < 2) return null;
  const key = keys.at(-1);
  const value = key ? ` (${key.name}: ${keyValueOf(first, keys.length - 1, key) ?? "never"})` : "";
  return `${equalToFirst} agents were equal${value}; a hash of ticket and agent decided`;
}
