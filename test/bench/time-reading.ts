/** What reading a ticket costs, and what the machine adds to any work of that length. */
export interface Times {
  /** Of the processor, which other work on the machine lengthens least. */
  meanCpuMs: number;
  medianMs: number;
  p99Ms: number;
  /** Of each item the quickest round, which is the item's own cost: 99 in 100 take less. */
  quickestP99Ms: number;
  /** A loop without memory or garbage that is as long as the median, run after each item. */
  emptyLoopP99Ms: number;
}

const rounds = 5;

/** @param prepare is not timed, and what it makes is dropped after the act, as it is with a real ticket */
export function timeReading<Item, Prepared>(
  items: readonly Item[],
  prepare: (item: Item) => Prepared,
  act: (prepared: Prepared) => unknown,
): Times {
  const warm = [...items, ...items].map((item) => timeMs(act, prepare(item)));
  const turns = turnsFor(shareOf(warm, 0.5));
  const quickest = new Array<number>(items.length).fill(Number.POSITIVE_INFINITY);
  const all: number[] = [];
  const empty: number[] = [];
  let cpuMs = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [index, item] of items.entries()) {
      const prepared = prepare(item);
      const before = process.cpuUsage();
      const ms = timeMs(act, prepared);
      const { user, system } = process.cpuUsage(before);
      cpuMs += (user + system) / 1000;
      all.push(ms);
      quickest[index] = Math.min(quickest[index] ?? ms, ms);
      empty.push(timeMs(spin, turns));
    }
  }
  return {
    meanCpuMs: cpuMs / all.length,
    medianMs: shareOf(all, 0.5),
    p99Ms: shareOf(all, 0.99),
    quickestP99Ms: shareOf(quickest, 0.99),
    emptyLoopP99Ms: shareOf(empty, 0.99),
  };
}

function timeMs<Prepared>(act: (prepared: Prepared) => unknown, prepared: Prepared): number {
  const beforeMs = performance.now();
  act(prepared);
  return performance.now() - beforeMs;
}

function shareOf(timesMs: readonly number[], share: number): number {
  return timesMs.toSorted((a, b) => a - b)[Math.floor(timesMs.length * share)] ?? 0;
}

function spin(turns: number): number {
  let state = 1;
  for (let turn = 0; turn < turns; turn++) state = (Math.imul(state, 31) + turn) | 0;
  return state;
}

/** How many turns of the loop take so long, on this machine and once it is compiled. */
function turnsFor(ms: number): number {
  const tried = 100_000;
  const triedMs = Array.from({ length: 50 }, () => timeMs(spin, tried));
  return Math.round((tried * ms) / shareOf(triedMs, 0.2));
}
