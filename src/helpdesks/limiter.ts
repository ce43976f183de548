import type { LimitState } from "../ports/helpdesk.ts";
import { HelpdeskError } from "../ports/helpdesk-error.ts";

/** This much of each of the customer's limits stays free for their other tools. */
const usualReserve = 0.2;

/** What one reply said of one limit. */
export interface LimitReading {
  family: string;
  limit: number;
  remaining: number;
  resetSeconds: number;
  /** How much of this limit stays free for others, where it is not the usual share. */
  reservedShare?: number;
}

/** Keeps one installation within its help desk's limits; shared by all calls for it in this process. */
export interface Limiter {
  /**
   * @param cost what the call counts, where calls count differently
   * @throws HelpdeskError `rate-limited`, before anything is sent, while one of the families is used up.
   */
  check(families: string[], cost?: number): void;
  note(readings: LimitReading[]): void;
  /** The help desk refused a call of these families: nothing more until then, of any family or of those alone. */
  block(seconds: number, families?: string[]): void;
  /** What the latest replies said, a line for each limit. */
  latest(): LimitState[];
}

export function createLimiter(now: () => number): Limiter {
  const closedUntilMs = new Map<string, number>();
  const latest = new Map<string, LimitState>();
  let blockedUntilMs = 0;
  return {
    check(families) {
      const untilMs = Math.max(blockedUntilMs, ...families.map((family) => closedUntilMs.get(family) ?? 0));
      if (untilMs <= now()) return;
      const afterSeconds = Math.ceil((untilMs - now()) / 1000);
      throw new HelpdeskError("rate-limited", "the help desk's limit is used up for now", { afterSeconds });
    },
    note(readings) {
      for (const { family, limit, remaining, resetSeconds, reservedShare = usualReserve } of readings) {
        latest.set(family, { family, limit, remaining, at: new Date(now()).toISOString() });
        if (remaining <= limit * reservedShare) closedUntilMs.set(family, now() + resetSeconds * 1000);
        else closedUntilMs.delete(family);
      }
    },
    block(seconds) {
      blockedUntilMs = Math.max(blockedUntilMs, now() + seconds * 1000);
    },
    latest: () => [...latest.values()],
  };
}
