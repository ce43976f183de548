import type { Digest } from "./fingerprint.ts";
import { type KnownAgent, knownAgent, lotOf } from "./known-agent.ts";
import type { RankingKey } from "./ranking.ts";
import type { Agent } from "./roster.ts";

export interface Ranked {
  agent: Agent;
  /** Place in the roster. */
  place: number;
  /** By key, turned so that the smallest comes first. */
  values: number[];
  /** A draw from 0 to 1 between equals, once it was needed. */
  draw: number;
}

export interface BestList {
  /** The best so far, in order; at most `limit`. */
  best: Ranked[];
  /** How many have the same keys as the first, the first included. */
  equalToFirst: number;
  offer(known: KnownAgent, place: number): void;
}

/**
 * Keeps the best of all who are offered, without sorting or remembering the others. Equal agents are ordered by a draw
 * that is the same whenever it is asked again.
 */
export function createBestList(
  keys: readonly RankingKey[],
  limit: number,
  drawOf: (lot: Digest) => number,
): BestList {
  const best: Ranked[] = [];
  const list: BestList = { best, equalToFirst: 0, offer };
  let values = blank(keys);
  // Of the agent being offered; the draw is made when it is needed.
  let offered: KnownAgent | undefined;
  let draw = -1;

  function offer(known: KnownAgent, place: number): void {
    const worst = best.length >= limit ? best[limit - 1] : undefined;
    let isLevelWithWorst = worst !== undefined;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as RankingKey;
      const value = turnedValueOf(key, known);
      values[index] = value;
      if (!isLevelWithWorst) continue;
      const against = worst?.values[index] ?? 0;
      // Most are settled by their first key.
      if (value > against) return;
      isLevelWithWorst = value === against;
    }
    const { agent } = known;
    offered = known;
    draw = -1;
    const against = best.length > 0 ? compareValues(values, (best[0] as Ranked).values) : -1;
    if (against < 0) list.equalToFirst = 1;
    else if (against === 0) list.equalToFirst++;
    if (isLevelWithWorst && !precedes(worst as Ranked)) return;

    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (precedes(best[middle] as Ranked)) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, { agent, place, values, draw });
    // The one that falls out lends its array to the next.
    const dropped = best.length > limit ? best.pop() : undefined;
    values = dropped?.values ?? blank(keys);
  }

  function precedes(other: Ranked): boolean {
    const difference = compareValues(values, other.values);
    if (difference !== 0) return difference < 0;
    if (draw < 0 && offered) draw = drawOf(lotOf(offered));
    if (other.draw < 0) other.draw = drawOf(lotOf(knownAgent(other.agent)));
    return draw < other.draw;
  }

  return list;
}

/** What an agent is compared by, turned so that the smallest comes first. */
export function turnedValueOf(key: RankingKey, known: KnownAgent): number {
  const given = key.of(known) ?? Number.MAX_VALUE;
  return key.largestFirst ? -given : given;
}

/** A key's value as it was before it was turned. */
export function keyValueOf({ values }: Ranked, index: number, { largestFirst }: RankingKey): number | null {
  const value = values[index] ?? 0;
  if (Math.abs(value) === Number.MAX_VALUE) return null;
  return largestFirst ? 0 - value : value;
}

function blank(keys: readonly RankingKey[]): number[] {
  const values: number[] = [];
  // Not whole, so that the list is one of floating numbers from the start.
  for (let index = 0; index < keys.length; index++) values.push(0.5);
  return values;
}

export function compareValues(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < left.length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
