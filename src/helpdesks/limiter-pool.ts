import type { Limiter } from "./limiter.ts";

/** Strangers may name any account; forgetting the oldest costs no more than a look at the next reply's headers. */
const maxAccounts = 10_000;

/** One limiter for each account, shared by all of this process that speak with it. */
export function createLimiterPool(
  create: (now: () => number) => Limiter,
): (subdomain: string, now: () => number) => Limiter {
  const limiters = new Map<string, Limiter>();
  return (subdomain, now) => {
    const limiter = limiters.get(subdomain) ?? create(now);
    const [oldest] = limiters.keys();
    if (limiters.size >= maxAccounts && oldest !== undefined) limiters.delete(oldest);
    limiters.set(subdomain, limiter);
    return limiter;
  };
}
