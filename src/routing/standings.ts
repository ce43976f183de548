import { compareValues, turnedValueOf } from "./best-list.ts";
import type { History } from "./create-history.ts";
import { drawsFor } from "./draw.ts";
import { type Demand, findRemoval } from "./eligibility.ts";
import type { Digest } from "./fingerprint.ts";
import { type KnownAgent, knownAgent, knownAgents, lotOf } from "./known-agent.ts";
import type { Preference } from "./preference.ts";
import type { Queue } from "./queue.ts";
import { rankingKeys, turnsOf } from "./ranking.ts";
import type { Agent, Roster } from "./roster.ts";
import { effectiveTurns } from "./rotation.ts";

/** Who is first, and of those who could have the ticket the least turns. */
export interface First {
  agent: Agent | null;
  leastTurns: number;
}

/**
 * The order of a queue's agents, kept from one ticket to the next: of the many agents only those are looked at again who
 * are other objects than before. What is found is what a look at everybody finds; for tickets that are decided one after
 * the other by one policy.
 */
export interface Standings {
  /** Undefined for a ticket that prefers or excludes somebody: everybody has to be asked. */
  findFirst(
    roster: Roster,
    ticketId: string,
    queue: Queue,
    demand: Demand,
    preference: Preference,
  ): First | undefined;
}

/** So many kinds of tickets are kept apart; of one more, the oldest is forgotten. */
const mostStandings = 64;

/** @param told a list of agents that tells where it changed, so that nobody need compare all of it */
export function createStandings(told?: History<Agent>): Standings {
  const standings: Standing[] = [];
  return {
    findFirst(roster, ticketId, queue, demand, preference) {
      if (preference.size > 0 || demand.excluded.size > 0) return undefined;
      const floor = roster.rotationFloor?.[queue.id] ?? 0;
      const { length } = roster.agents;
      let standing = standings.find(
        (one) =>
          one.queue === queue &&
          one.floor === floor &&
          one.size === length &&
          asksTheSame(one.demand, demand),
      );
      if (!standing) {
        if (standings.length >= mostStandings) standings.shift();
        standing = createStanding(roster, queue, demand, told);
        standings.push(standing);
      }
      return standing.findFirst(roster.agents, ticketId);
    },
  };
}

/** Of two demands of one queue that exclude nobody. Asked for each ticket, so without an iterator. */
function asksTheSame(one: Demand, other: Demand): boolean {
  if (one.nowMs !== other.nowMs || one.effort !== other.effort) return false;
  if (one.ignoresCapacity !== other.ignoresCapacity || one.ramp?.tickets !== other.ramp?.tickets)
    return false;
  if (one.language?.value !== other.language?.value || one.language?.need !== other.language?.need)
    return false;
  if (one.groups.length !== other.groups.length || one.skills.length !== other.skills.length) return false;
  for (let at = 0; at < one.groups.length; at++) {
    if (one.groups[at]?.id !== other.groups[at]?.id) return false;
  }
  for (let at = 0; at < one.skills.length; at++) {
    const [wish, wanted] = [one.skills[at], other.skills[at]];
    if (wish?.skill !== wanted?.skill || wish?.level !== wanted?.level || wish?.need !== wanted?.need)
      return false;
  }
  return true;
}

interface Standing {
  queue: Queue;
  demand: Demand;
  /** How far the queue's rotation had come. */
  floor: number;
  size: number;
  findFirst(agents: readonly Agent[], ticketId: string): First;
}

/** With the agent's lot for draws. */
interface Entry extends Digest {
  agent: Agent;
  /** Place in the roster. */
  place: number;
  /** By key, the smallest first. In the order, level entries share one list. */
  values: readonly number[];
}

function createStanding(
  roster: Roster,
  queue: Queue,
  demand: Demand,
  told: History<Agent> | undefined,
): Standing {
  const keys = rankingKeys(queue, demand, new Map(), roster);
  const floor = roster.rotationFloor?.[queue.id] ?? 0;
  const seen = [...roster.agents];
  /** Up to when `seen` is that list; undefined after another list. */
  let toldUpTo = roster.agents === told?.list ? told.moment() : undefined;
  const entries = knownAgents(seen).map(toEntry);
  const order = entries.filter((entry) => entry !== null).toSorted(compareEntries);
  for (let at = 1; at < order.length; at++) level(order[at - 1], order[at]);

  function toEntry(known: KnownAgent, place: number): Entry | null {
    const { agent } = known;
    if (findRemoval(known, demand) !== null) return null;
    const lot = lotOf(known);
    return { agent, place, a: lot.a, b: lot.b, values: keys.map((key) => turnedValueOf(key, known)) };
  }

  function look(place: number, agents: readonly Agent[]): void {
    const agent = agents[place];
    if (agent && agent !== seen[place]) replace(place, agent);
  }

  function replace(place: number, agent: Agent): void {
    const before = entries[place];
    if (before) order.splice(placeIn(order, before), 1);
    const entry = toEntry(knownAgent(agent), place);
    if (entry) {
      const at = placeIn(order, entry);
      level(order[at], entry);
      level(order[at - 1], entry);
      order.splice(at, 0, entry);
    }
    seen[place] = agent;
    entries[place] = entry;
  }

  return {
    queue,
    demand,
    floor,
    size: seen.length,
    findFirst(agents, ticketId) {
      const isTold = agents === told?.list;
      if (isTold && toldUpTo !== undefined) {
        for (const place of told.placesSince(toldUpTo)) look(place, agents);
      } else {
        for (let place = 0; place < agents.length; place++) look(place, agents);
      }
      toldUpTo = isTold ? told.moment() : undefined;
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

/** Of those who are level with the first, the one whom the draw prefers. */
function drawFirst(order: readonly Entry[], ticketId: string): Agent | null {
  const [first, second] = order;
  if (!first) return null;
  const { values } = first;
  if (second?.values !== values) return first.agent;
  const drawOf = drawsFor(ticketId);
  let best = first;
  let bestDraw = drawOf(first);
  for (let at = 1; at < order.length; at++) {
    const other = order[at] as Entry;
    if (other.values !== values) break;
    const draw = drawOf(other);
    if (draw >= bestDraw) continue;
    best = other;
    bestDraw = draw;
  }
  return best.agent;
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
