import type { Context, MiddlewareHandler } from "hono";

/** More callers than this at once start again with an empty table, which only lets some in who would have waited. */
const tableLimit = 10_000;

/**
 * So many calls a minute for each key, smoothed: who waits a second may call again. Counted in this process, for it
 * protects the process; what must hold across processes is counted in the database.
 *
 * @returns takes a call, and tells in how many seconds the next one may come: 0 when this one may
 */
export function createCallCounter(input: { now: () => number; perMinute: number }): (key: string) => number {
  const { now, perMinute } = input;
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (key) => {
    const nowMs = now();
    const bucket = buckets.get(key) ?? { left: perMinute, atMs: nowMs };
    bucket.left = Math.min(perMinute, bucket.left + Math.max(0, nowMs - bucket.atMs) * perMs);
    bucket.atMs = nowMs;
    if (buckets.size >= tableLimit) buckets.clear();
    buckets.set(key, bucket);
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perMs / 1000);
    bucket.left -= 1;
    return 0;
  };
}

/** @param input.keyOf undefined is not limited */
export function rateLimit(input: {
  now: () => number;
  perMinute: number;
  keyOf: (c: Context) => string | undefined;
}): MiddlewareHandler {
  const take = createCallCounter(input);
  return async (c, next) => {
    const key = input.keyOf(c);
    const afterSeconds = key === undefined ? 0 : take(key);
    if (afterSeconds === 0) return next();
    const message = `too many requests; try again in ${afterSeconds} s`;
    return c.json({ error: { code: "rate-limited", message } }, 429, {
      "retry-after": String(afterSeconds),
    });
  };
}
