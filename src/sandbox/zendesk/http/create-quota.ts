import { type Allowance, createRateWindows } from "../../http/create-rate-windows.ts";
import type { World } from "../world.ts";
import type { ApiContext } from "./env.ts";
import { tooManyRequests } from "./too-many-requests.ts";

const minuteMs = 60_000;
const tenMinutesMs = 600_000;

export type Quota = {
  account(c: ApiContext): void;
  webhooks(c: ApiContext, isTest: boolean): void;
  ticketUpdate(c: ApiContext, ticketId: number): void;
  ticketCreate(c: ApiContext): void;
  endpoint(c: ApiContext, name: "tickets-index" | "incremental-exports" | "search-index"): void;
  availability(): void;
};

export function createQuota(world: World): Quota {
  const windows = createRateWindows(world.clock);
  const plan = world.options.limits;

  const specific = (c: ApiContext, name: string, allowance: Allowance) => {
    if (!Number.isFinite(allowance.total)) return;
    const { total, remaining, resetSeconds } = allowance;
    c.header(`zendesk-ratelimit-${name}`, `total=${total}; remaining=${remaining}; resets=${resetSeconds}`);
    if (!allowance.allowed) throw tooManyRequests(world, resetSeconds, name);
  };

  return {
    account: (c) => {
      const allowance = windows.take("account", plan.accountPerMinute, minuteMs);
      c.header("x-rate-limit", String(allowance.total));
      c.header("x-rate-limit-remaining", String(allowance.remaining));
      c.header("ratelimit-limit", String(allowance.total));
      c.header("ratelimit-remaining", String(allowance.remaining));
      c.header("ratelimit-reset", String(allowance.resetSeconds));
      if (!allowance.allowed) throw tooManyRequests(world, allowance.resetSeconds);
    },
    webhooks: (c, isTest) => {
      const total = isTest ? plan.webhookTestsPerMinute : plan.webhookCallsPerMinute;
      const allowance = windows.take(isTest ? "webhook-tests" : "webhooks", total, minuteMs);
      c.header("x-rate-limit", String(allowance.total));
      c.header("x-rate-limit-remaining", String(allowance.remaining));
      if (!allowance.allowed) throw tooManyRequests(world, allowance.resetSeconds);
    },
    ticketUpdate: (c, ticketId) => {
      const { user } = c.get("caller");
      const perTicket = plan.perTicketUpdatesPer10Minutes;
      specific(c, "tickets-update", windows.take("updates", plan.ticketUpdatesPerMinute, minuteMs));
      specific(
        c,
        "per-ticket-updates",
        windows.take(`update:${ticketId}:${user.id}`, perTicket, tenMinutesMs),
      );
    },
    ticketCreate: (c) => {
      const allowance = windows.take("creates", plan.ticketCreatesPerMinute, minuteMs);
      specific(c, "ticket-request-create-by-user-and-ip", allowance);
    },
    endpoint: (c, name) => {
      const totals = {
        "tickets-index": plan.deepTicketListsPerMinute,
        "incremental-exports": plan.incrementalExportsPerMinute,
        "search-index": plan.searchesPerMinute,
      };
      specific(c, name, windows.take(name, totals[name], minuteMs));
    },
    availability: () => {
      // The limit is documented, a header for it is not.
      const allowance = windows.take("availability", plan.availabilitiesPerMinute, minuteMs);
      if (!allowance.allowed) throw tooManyRequests(world, allowance.resetSeconds);
    },
  };
}
