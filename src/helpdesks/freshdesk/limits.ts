import type { FetchResponse } from "../../ports/platform.ts";
import { createLimiter, type Limiter, type LimitReading } from "../limiter.ts";
import { createMinuteBudget } from "../minute-budget.ts";

/** At least half of every limit is the customer's other tools'. */
const ownShare = 0.5;
/** Of the smallest plan that is sold, until the first reply has told the account's. */
const smallestTotal = 200;
/** No header says when a minute began; while others use the account up we look again after this. */
const lookAgainSeconds = 10;

/**
 * What endpoints with a limit of their own may take of the account's total, for no header tells it: updates have two
 * fifths on every plan, lists between a tenth and three.
 */
const endpointShares: Record<string, number> = { "ticket-updates": 0.4, "ticket-lists": 0.1 };

/**
 * Calls for roster, sweep and history: no limit of Freshdesk's, but of our own part they get half, however many groups
 * there are to be read, so that the tickets that come in meanwhile are routed.
 */
export const background = "background";
const backgroundShare = 0.5;

/**
 * Reads the account's limit. Whether a reply of an endpoint with its own limit shows that one or the account's is
 * not documented, so only the others are read.
 */
export function readFreshdeskLimits(headers: FetchResponse["headers"], families: string[]): LimitReading[] {
  if (endpointsOf(families).length > 0) return [];
  const limit = Number(headers.get("x-ratelimit-total") ?? Number.NaN);
  const remaining = Number(headers.get("x-ratelimit-remaining") ?? Number.NaN);
  if (!Number.isFinite(limit) || !Number.isFinite(remaining)) return [];
  return [{ family: "account", limit, remaining, resetSeconds: lookAgainSeconds }];
}

/** A budget of our own for each limit, for the headers tell what is left but not until when. */
export function createFreshdeskLimiter(now: () => number): Limiter {
  const limiter = createLimiter(now);
  const budget = createMinuteBudget(now);
  let total = smallestTotal;
  let remaining = 0;
  return {
    latest: limiter.latest,
    check(families, cost = 1) {
      limiter.check(families);
      budget.take(
        families.map((family) => ({
          family,
          cost: Object.hasOwn(endpointShares, family) ? 1 : cost,
          share: total * shareOf(family) * ownShare,
        })),
      );
    },
    note(readings) {
      for (const reading of readings) ({ limit: total, remaining } = reading);
      limiter.note(readings);
    },
    block(seconds, families = []) {
      // With calls left in the account, it was the endpoint's own limit that refused.
      const endpoints = endpointsOf(families);
      if (endpoints.length === 0 || remaining <= 0) limiter.block(seconds);
      else
        limiter.note(endpoints.map((family) => ({ family, limit: 1, remaining: 0, resetSeconds: seconds })));
    },
  };
}

/** Those that are Freshdesk's own. */
function endpointsOf(families: string[]): string[] {
  return families.filter((family) => Object.hasOwn(endpointShares, family));
}

function shareOf(family: string): number {
  return family === background ? backgroundShare : (endpointShares[family] ?? 1);
}
