/** An emulated help desk's clock: it goes with the machine's, and can be moved on or stopped. */
export function createDeskClock(): { now(): number; toNextSecond(): void; stop(): void; start(): void } {
  let aheadMs = 0;
  let stoppedAtMs: number | undefined;
  return {
    now: () => stoppedAtMs ?? Date.now() + aheadMs,
    toNextSecond: () => {
      aheadMs += 1_000;
    },
    stop: () => {
      stoppedAtMs = Date.now() + aheadMs;
    },
    start: () => {
      stoppedAtMs = undefined;
    },
  };
}
