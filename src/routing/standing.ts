import { compareValues, turnedValueOf } from "./best-list.ts";
import type { History } from "./create-history.ts";
import { drawFirstOf } from "./draw.ts";
import { type Demand, findRemoval } from "./eligibility.ts";
import type { Digest } from "./fingerprint.ts";
import { type KnownAgent, knownAgent, knownAgents, lotOf } from "./known-agent.ts";
import { dependsOnTime } from "./presence.ts";
import type { Queue } from "./queue.ts";
import { rankingKeys, turnsOf } from "./ranking.ts";
import type { Agent, Roster } from "./roster.ts";
import { effectiveTurns } from "./rotation.ts";

/** Who is first, and of those who could have the ticket the least turns. */
export interface First {
  agent: Agent | null;
  leastTurns: number;
}

/** The order of the agents for one kind of tickets of one queue. */
export interface Standing {
  queue: Queue;
  /** What was asked last. */
  readonly demand: Demand;
  /** Whether it is good as long as nobody but the agents changes: of a list as long, and where the queue's turns stand. */
  fits(roster: Roster): boolean;
  /** @param told tells where the list of agents changed, if it is that list, so that nobody need compare all of it */
  findFirst(
    agents: readonly Agent[],
    ticketId: string,
    demand: Demand,
    told: History<Agent> | undefined,
  ): First;
}

/** With the agent's lot for draws. */
interface Entry extends Digest {
  agent: Agent;
  /** Place in the roster. */
  place: number;
  /** By key, the smallest first. In the order, level entries share one list. */
  values: readonly number[];
}

export function createStanding(roster: Roster, queue: Queue, asked: Demand): Standing {
  let demand = asked;
  // Made once: how long ago something was is counted from one moment for all, whichever it is.
  const keys = rankingKeys(queue, demand, new Map(), roster);
  const floor = floorOf(roster, demand);
  const seen = [...roster.agents];
  /** The list that `seen` is, and up to when. */
  let followed: { told: History<Agent>; upTo: number } | undefined;
  const entries = knownAgents(seen).map(toEntry);
  const order = entries.filter((entry) => entry !== null).toSorted(compareEntries);
  for (let at = 1; at < order.length; at++) level(order[at - 1], order[at]);

  function toEntry(known: KnownAgent, place: number): Entry | null {
    const { agent } = known;
    if (findRemoval(known, demand) !== null) return null;
    const lot = lotOf(known);
    return { agent, place, a: lot.a, b: lot.b, values: keys.map((key) => turnedValueOf(key, known)) };
  }

  function look(place: number, agents: readonly Agent[], isOtherTime: boolean): void {
    const agent = agents[place];
    if (!agent) return;
    if (agent !== seen[place]) replace(place, agent);
    else if (isOtherTime && dependsOnTime(agent)) {
      const isIn = findRemoval(knownAgent(agent), demand) === null;
      if (isIn !== (entries[place] !== null)) replace(place, agent);
    }
  }

  function replace(place: number, agent: Agent): void {
    const before = entries[place];
    const entry = toEntry(knownAgent(agent), place);
    seen[place] = agent;
    if (before && entry && before.agent.id === agent.id && compareValues(before.values, entry.values) === 0) {
      // As where a group's agents are read anew: to move thousands of others for that takes longer than all else.
      before.agent = agent;
      return;
    }
    if (before) order.splice(placeIn(order, before), 1);
    if (entry) {
      const at = placeIn(order, entry);
      level(order[at], entry);
      level(order[at - 1], entry);
      order.splice(at, 0, entry);
    }
    entries[place] = entry;
  }

  return {
    queue,
    get demand() {
      return demand;
    },
    fits: (other) => other.agents.length === seen.length && floorOf(other, demand) === floor,
    findFirst(agents, ticketId, next, told) {
      const isOtherTime = next.nowMs !== demand.nowMs;
      demand = next;
      const isTold = agents === told?.list;
      if (isTold && followed?.told === told && !isOtherTime) {
        for (const place of told.placesSince(followed.upTo)) look(place, agents, false);
      } else {
        for (let place = 0; place < agents.length; place++) look(place, agents, isOtherTime);
      }
      followed = isTold ? { told, upTo: told.moment() } : undefined;
      return { agent: drawFirst(order, ticketId), leastTurns: leastTurns() };
    },
  };

  function leastTurns(): number {
    let least = Infinity;
    if (!demand.weightOf) return least;
    for (const { agent } of order) {
      least = Math.min(least, effectiveTurns({ turns: turnsOf(agent, demand), floor }));
    }
    return least;
  }
}

function floorOf({ rotationFloor }: Roster, { queueId }: Demand): number {
  return rotationFloor?.[queueId] ?? 0;
}

/** Of those who are level with the first, the one whom the draw prefers. */
function drawFirst(order: readonly Entry[], ticketId: string): Agent | null {
  const [first, second] = order;
  if (!first) return null;
  if (second?.values !== first.values) return first.agent;
  return drawFirstOf(ticketId, order, levelWithFirst(order))?.agent ?? null;
}

/** How many are level with the first, itself included. */
function levelWithFirst(order: readonly Entry[]): number {
  let [low, high] = [1, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle]?.values === order[0]?.values) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Neighbours with equal values share one list, so that whoever looks for equals need not compare them. */
function level(neighbour: Entry | undefined, entry: Entry | undefined): void {
  if (neighbour && entry && compareValues(neighbour.values, entry.values) === 0)
    entry.values = neighbour.values;
}

/** Where an entry stands, or would stand. */
function placeIn(order: readonly Entry[], entry: Entry): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareEntries(order[middle] as Entry, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareEntries(left: Entry, right: Entry): number {
  return compareValues(left.values, right.values) || left.place - right.place;
}
