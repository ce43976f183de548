import { HelpdeskError } from "../ports/helpdesk-error.ts";

const minuteMs = 60_000;
/** A busy account sends hundreds a minute; what is over is cleared away this many at a time. */
const clearedAtOnce = 1_000;

/** What we ourselves send in any sixty seconds, for help desks that do not tell when their limits reset. */
export interface MinuteBudget {
  /** @throws HelpdeskError `rate-limited`, before anything is sent or counted, when one of the shares is used up. */
  take(parts: { family: string; cost: number; share: number }[]): void;
}

/** The calls of one family, in their order; those before `first` are older than a minute, and not in `used`. */
interface Window {
  calls: { atMs: number; cost: number }[];
  first: number;
  used: number;
}

export function createMinuteBudget(now: () => number): MinuteBudget {
  const windows = new Map<string, Window>();

  const recent = (family: string): Window => {
    const window = windows.get(family) ?? { calls: [], first: 0, used: 0 };
    windows.set(family, window);
    for (let call = window.calls[window.first]; call; call = window.calls[window.first]) {
      if (call.atMs > now() - minuteMs) break;
      window.used -= call.cost;
      window.first += 1;
    }
    if (window.first >= clearedAtOnce) {
      window.calls.splice(0, window.first);
      window.first = 0;
    }
    return window;
  };

  return {
    take(parts) {
      for (const { family, cost, share } of parts) {
        const { calls, first, used } = recent(family);
        // A call that costs more than the whole share goes out alone, or it never would.
        if (used === 0 || used + cost <= share) continue;
        const oldestMs = calls[first]?.atMs ?? now();
        const afterSeconds = Math.max(1, Math.ceil((oldestMs + minuteMs - now()) / 1000));
        const message = "our share of the help desk's limit is used up for now";
        throw new HelpdeskError("rate-limited", message, { afterSeconds });
      }
      for (const { family, cost } of parts) {
        const window = recent(family);
        window.calls.push({ atMs: now(), cost });
        window.used += cost;
      }
    },
  };
}
