import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";

/** What the parts that every emulated help desk has in common need of its world. */
export type Surroundings = {
  faults: Faults;
  random: Random;
  clock: Clock;
  stopping: AbortController;
  /** Times this key was counted before; makes draws repeatable per subject. */
  count(key: string): number;
};

export function createCounter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    return seen;
  };
}
