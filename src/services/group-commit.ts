import type { Platform } from "../ports/platform.ts";

export interface GroupCommit<Item, Result> {
  /** Resolves once the item's group is committed; rejects when it is not. */
  add(item: Item): Promise<Result>;
  /** How many wait for a group that has not begun. */
  waiting(): number;
  /** Resolves when nothing is waiting or under way any more. */
  drain(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Whatever arrives while one group is being committed shares the next one. No timer, so a lone item does not wait.
 *
 * @param options.lanes how many groups may be under way at once. A further one begins once it is half as large as what is
 *   under way: a group costs much by itself, and those that begin with whoever comes first stay small.
 * @param options.commit all of a group or nothing; results in the group's order. One bad item must not take its
 *   neighbours with it, so a group that fails is tried again one by one.
 */
export function createGroupCommit<Item, Result>(options: {
  platform: Pick<Platform, "nextTurn">;
  largestGroup: number;
  lanes: number;
  commit(group: Item[]): Promise<Result[]>;
}): GroupCommit<Item, Result> {
  const waiting: Waiting<Item, Result>[] = [];
  const lanes = new Set<Promise<void>>();
  let busyLanes = 0;
  let underWay = 0;

  /** @param others lanes that are busy besides the one that asks */
  function isWorthwhile(others: number): boolean {
    return waiting.length > 0 && (others === 0 || waiting.length >= underWay / 2);
  }

  async function run(): Promise<void> {
    busyLanes += 1;
    while (isWorthwhile(busyLanes - 1)) {
      // Whatever has arrived by now joins this group.
      await options.platform.nextTurn();
      const group = waiting.splice(0, options.largestGroup);
      underWay += group.length;
      await commitGroup(group);
      underWay -= group.length;
    }
    // In the same breath as the look at what waits: who arrives a moment later must find a lane free.
    busyLanes -= 1;
  }

  async function commitGroup(group: Waiting<Item, Result>[]): Promise<void> {
    if (group.length === 0) return;
    try {
      const results = await options.commit(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await commitGroup([one]);
    }
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (busyLanes >= options.lanes || !isWorthwhile(busyLanes)) return;
        const lane: Promise<void> = run().then(() => {
          lanes.delete(lane);
        });
        lanes.add(lane);
      });
    },
    waiting: () => waiting.length,
    drain: async () => {
      while (lanes.size > 0) await Promise.all(lanes);
    },
  };
}
