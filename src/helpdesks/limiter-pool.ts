import type { Limiter } from "./limiter.ts";

/** Strangers may name any account; forgetting the oldest costs no more than a look at the next reply's headers. */
const maxAccounts = 10_000;

/** One limiter for each account, shared by all of this process that speak with it. */
export interface LimiterPool {
  /** The account's limiter, made at its first use. */
  of(subdomain: string, now: () => number): Limiter;
  /** The account's limiter, if this process has spoken with it. */
  find(subdomain: string): Limiter | undefined;
}

export function createLimiterPool(create: (now: () => number) => Limiter): LimiterPool {
  const limiters = new Map<string, Limiter>();
  return {
    of(subdomain, now) {
      const limiter = limiters.get(subdomain) ?? create(now);
      const [oldest] = limiters.keys();
      if (limiters.size >= maxAccounts && oldest !== undefined) limiters.delete(oldest);
      limiters.set(subdomain, limiter);
      return limiter;
    },
    find: (subdomain) => limiters.get(subdomain),
  };
}
