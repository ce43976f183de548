import { type Demand, findRemoval, hasSkill, skillLevel, speaks } from "./eligibility.ts";
import { isAgent } from "./find-agent.ts";
import { shareOf } from "./fingerprint.ts";
import type { Queue } from "./queue.ts";
import type { CandidateTrace } from "./receipt.ts";
import type { Agent } from "./roster.ts";
import { minutesBetween } from "./wall-clock.ts";

export interface Selection {
  candidates: CandidateTrace[];
  chosen: Agent | null;
  tieBreak: string | null;
}

export interface Preference {
  /** Ids of the previous agent and the account owner, where a rule prefers them. */
  ids: readonly string[];
  references: readonly string[];
}

/** Compared in order, smallest first; null counts as the most of all. */
type Keys = { name: string; value: number | null; largestFirst: boolean }[];

interface Row {
  agent: Agent;
  capacity: number;
  removedBy: CandidateTrace["removedBy"];
  keys: Keys;
  tie: number | null;
  rank: number | null;
}

/**
 * Sends every agent through the filters in order, then ranks who is left by the queue's way of choosing.
 * Equal agents are ordered by a hash of ticket and agent, so that they share evenly and the choice repeats.
 */
export function selectAgent(
  agents: readonly Agent[],
  ticketId: string,
  queue: Queue,
  demand: Demand,
  preference: Preference,
): Selection {
  const rows = agents.map((agent): Row => {
    const removedBy = findRemoval(agent, demand) ?? findWeightRemoval(agent, queue);
    const keys = removedBy ? [] : rankingKeys(agent, queue, demand, preference);
    return {
      agent,
      capacity: agent.capacity ?? demand.defaultCapacity,
      removedBy,
      keys,
      tie: null,
      rank: null,
    };
  });
  const tieOf = (row: Row) => {
    row.tie ??= shareOf([ticketId, row.agent.id]);
    return row.tie;
  };
  const ranked = rows
    .filter((row) => row.removedBy === null)
    .sort((a, b) => compareKeys(a.keys, b.keys) || tieOf(a) - tieOf(b));
  for (let place = 0; place < ranked.length; place++) (ranked[place] as Row).rank = place + 1;
  const [first] = ranked;
  return {
    candidates: rows.map(toTrace),
    chosen: first?.agent ?? null,
    tieBreak: first ? describeTie(first, ranked) : null,
  };
}

function toTrace({ agent, capacity, removedBy, keys, rank }: Row): CandidateTrace {
  const { id, name, open } = agent;
  const trace: CandidateTrace = { agentId: id, name, removedBy, open, capacity, rank };
  if (keys.length > 0) trace.keys = keys.map(({ name: key, value }) => ({ name: key, value }));
  return trace;
}

function rankingKeys(agent: Agent, queue: Queue, demand: Demand, preference: Preference): Keys {
  const keys: Keys = [];
  const add = (name: string, value: number | null, largestFirst = false) =>
    keys.push({ name, value, largestFirst });
  if (preference.ids.length + preference.references.length > 0) {
    const isPreferred =
      preference.ids.includes(agent.id) ||
      preference.references.some((reference) => isAgent(agent, reference));
    add("preferred", isPreferred ? 1 : 0, true);
  }
  const preferred = demand.skills.filter((wish) => wish.need === "prefer");
  if (preferred.length > 0) {
    add("missing preferred skills", preferred.filter((wish) => !hasSkill(agent, wish)).length);
  }
  if (demand.language?.need === "prefer") {
    add("speaks the language", speaks(agent, demand.language.value) ? 1 : 0, true);
  }
  const capacity = agent.capacity ?? demand.defaultCapacity;
  const spareShare = capacity > 0 ? (capacity - agent.open) / capacity : 0;
  const sinceLast = agent.lastAssignedAt ? (minutesBetween(agent.lastAssignedAt, demand.now) ?? null) : null;
  switch (queue.pick) {
    case "fewest open":
      add("open", agent.open);
      break;
    case "most spare share":
      add("spare share", round(spareShare), true);
      break;
    case "longest since last":
      add("minutes since the last one", sinceLast, true);
      break;
    case "rotation":
      add("turns per share", round((agent.recentAssignments ?? 0) / weightOf(agent, queue)));
      add("minutes since the last one", sinceLast, true);
      break;
    case "best skill":
      add(
        "skill levels",
        demand.skills.reduce((sum, wish) => sum + skillLevel(agent, wish.skill), 0),
        true,
      );
      add("spare share", round(spareShare), true);
      break;
    default:
      queue.pick satisfies never;
  }
  return keys;
}

function weightOf(agent: Agent, queue: Queue): number {
  return queue.weights?.find((entry) => isAgent(agent, entry.agent))?.weight ?? 1;
}

function findWeightRemoval(agent: Agent, queue: Queue): CandidateTrace["removedBy"] {
  if (queue.pick !== "rotation" || weightOf(agent, queue) > 0) return null;
  return { filter: "not excluded", detail: "has a share of 0 in this queue" };
}

function compareKeys(left: Keys, right: Keys): number {
  for (let index = 0; index < left.length; index++) {
    const a = left[index]?.value ?? Number.MAX_VALUE;
    const b = right[index]?.value ?? Number.MAX_VALUE;
    if (a !== b) return left[index]?.largestFirst ? b - a : a - b;
  }
  return 0;
}

function describeTie(first: Row, ranked: Row[]): string | null {
  const equal = ranked.filter((row) => compareKeys(first.keys, row.keys) === 0).length;
  if (equal < 2) return null;
  const last = first.keys.at(-1);
  return `${equal} agents were equal${last ? ` (${last.name}: ${last.value ?? "never"})` : ""}; a hash of ticket and agent decided`;
}

/** Six decimals: enough to rank by, and the same digits on every runtime. */
function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
