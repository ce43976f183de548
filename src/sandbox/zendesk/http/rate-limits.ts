import type { Clock } from "../clock.ts";
import type { World } from "../world.ts";
import { ApiError } from "./api-error.ts";
import type { ApiContext } from "./env.ts";

type Window = { startedAtMs: number; used: number };

export type Allowance = { allowed: boolean; total: number; remaining: number; resetSeconds: number };

export type RateLimits = {
  take(key: string, total: number, windowMs: number): Allowance;
};

/** Fixed windows, each starting with its first request. */
export function createRateLimits(clock: Clock): RateLimits {
  const windows = new Map<string, Window>();
  return {
    take: (key, total, windowMs) => {
      const nowMs = clock();
      let window = windows.get(key);
      if (!window || nowMs >= window.startedAtMs + windowMs) {
        window = { startedAtMs: nowMs, used: 0 };
        windows.set(key, window);
      }
      const allowed = window.used < total;
      if (allowed) window.used += 1;
      return {
        allowed,
        total,
        remaining: Math.max(0, total - window.used),
        resetSeconds: Math.max(1, Math.ceil((window.startedAtMs + windowMs - nowMs) / 1_000)),
      };
    },
  };
}

const minuteMs = 60_000;
const tenMinutesMs = 600_000;

export type Spend = {
  account(c: ApiContext): void;
  webhooks(c: ApiContext, isTest: boolean): void;
  ticketUpdate(c: ApiContext, ticketId: number): void;
  ticketCreate(c: ApiContext): void;
  endpoint(
    c: ApiContext,
    name: "tickets-index" | "incremental-exports" | "search-index" | "availability",
  ): void;
};

export function createSpend(world: World): Spend {
  const limits = createRateLimits(world.clock);
  const plan = world.options.limits;

  const specific = (c: ApiContext, name: string, allowance: Allowance) => {
    if (!Number.isFinite(allowance.total)) return;
    const { total, remaining, resetSeconds } = allowance;
    c.header(`zendesk-ratelimit-${name}`, `total=${total}; remaining=${remaining}; resets=${resetSeconds}`);
    if (!allowance.allowed) throw tooManyRequests(world, resetSeconds, name);
  };

  return {
    account: (c) => {
      const allowance = limits.take("account", plan.accountPerMinute, minuteMs);
      c.header("x-rate-limit", String(allowance.total));
      c.header("x-rate-limit-remaining", String(allowance.remaining));
      c.header("ratelimit-limit", String(allowance.total));
      c.header("ratelimit-remaining", String(allowance.remaining));
      c.header("ratelimit-reset", String(allowance.resetSeconds));
      if (!allowance.allowed) throw tooManyRequests(world, allowance.resetSeconds);
    },
    webhooks: (c, isTest) => {
      const total = isTest ? plan.webhookTestsPerMinute : plan.webhookCallsPerMinute;
      const allowance = limits.take(isTest ? "webhook-tests" : "webhooks", total, minuteMs);
      c.header("x-rate-limit", String(allowance.total));
      c.header("x-rate-limit-remaining", String(allowance.remaining));
      if (!allowance.allowed) throw tooManyRequests(world, allowance.resetSeconds);
    },
    ticketUpdate: (c, ticketId) => {
      const { user } = c.get("caller");
      const perTicket = plan.perTicketUpdatesPer10Minutes;
      specific(c, "tickets-update", limits.take("updates", plan.ticketUpdatesPerMinute, minuteMs));
      specific(
        c,
        "per-ticket-updates",
        limits.take(`update:${ticketId}:${user.id}`, perTicket, tenMinutesMs),
      );
    },
    ticketCreate: (c) => {
      const allowance = limits.take("creates", plan.ticketCreatesPerMinute, minuteMs);
      specific(c, "ticket-request-create-by-user-and-ip", allowance);
    },
    endpoint: (c, name) => {
      const totals = {
        "tickets-index": plan.deepTicketListsPerMinute,
        "incremental-exports": plan.incrementalExportsPerMinute,
        "search-index": plan.searchesPerMinute,
        availability: plan.availabilitiesPerMinute,
      };
      specific(c, name, limits.take(name, totals[name], minuteMs));
    },
  };
}

export function tooManyRequests(world: World, retryAfterSeconds: number, endpoint?: string): ApiError {
  const headers = { "Retry-After": String(retryAfterSeconds) };
  const what = endpoint === "incremental-exports" ? "incremental export API requests" : "API requests";
  const description = `Number of allowed ${what} per minute exceeded`;
  const isJson = world.options.variants.rateLimitBody === "json" || endpoint === "incremental-exports";
  return new ApiError(429, isJson ? { error: "APIRateLimitExceeded", description } : description, headers);
}
