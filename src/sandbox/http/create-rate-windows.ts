import type { Clock } from "../clock.ts";

type Window = { startedAtMs: number; used: number };

export type Allowance = { allowed: boolean; total: number; remaining: number; resetSeconds: number };

export type RateWindows = {
  take(key: string, total: number, windowMs: number, cost?: number): Allowance;
};

/** Fixed windows, each starting with its first request. */
export function createRateWindows(clock: Clock): RateWindows {
  const windows = new Map<string, Window>();
  return {
    take: (key, total, windowMs, cost = 1) => {
      const nowMs = clock();
      let window = windows.get(key);
      if (!window || nowMs >= window.startedAtMs + windowMs) {
        window = { startedAtMs: nowMs, used: 0 };
        windows.set(key, window);
      }
      const allowed = window.used + cost <= total;
      if (allowed) window.used += cost;
      return {
        allowed,
        total,
        remaining: Math.max(0, total - window.used),
        resetSeconds: Math.max(1, Math.ceil((window.startedAtMs + windowMs - nowMs) / 1_000)),
      };
    },
  };
}
