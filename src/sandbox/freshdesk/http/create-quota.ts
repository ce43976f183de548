import type { MiddlewareHandler } from "hono";
import { type Allowance, createRateWindows } from "../../http/create-rate-windows.ts";
import type { World } from "../world.ts";
import { tooManyRequests } from "./api-error.ts";
import type { Env } from "./env.ts";

const minuteMs = 60_000;

/** The endpoints with a limit of their own, beside the account's. */
const endpoints = [
  { name: "ticket-creates", method: "POST", path: /^\/api\/v2\/tickets$/, limit: "ticketCreatesPerMinute" },
  {
    name: "ticket-updates",
    method: "PUT",
    path: /^\/api\/v2\/tickets\/\d+$/,
    limit: "ticketUpdatesPerMinute",
  },
  { name: "ticket-lists", method: "GET", path: /^\/api\/v2\/tickets$/, limit: "ticketListsPerMinute" },
  { name: "contact-lists", method: "GET", path: /^\/api\/v2\/contacts$/, limit: "contactListsPerMinute" },
] as const;

/** One window for the whole account, whoever calls; refused and invalid calls count as well. */
export function createQuota(world: World): MiddlewareHandler<Env> {
  const windows = createRateWindows(world.clock);
  return async (c, next) => {
    const { limits, variants } = world.options;
    const path = c.req.path;
    const cost = costOf(c.req.method, path, c.req.query("include") ?? "");
    const account = windows.take("account", limits.accountPerMinute, minuteMs, cost);
    const endpoint = endpoints.find((one) => one.method === c.req.method && one.path.test(path));
    const own = endpoint && windows.take(endpoint.name, limits[endpoint.limit], minuteMs);
    const shown = own && variants.limitHeaders === "endpoint" ? own : account;
    const write = (value: number) => (variants.limitDigits === "float" ? value.toFixed(1) : String(value));
    c.header("X-Freshdesk-Api-Version", "latest=v2; requested=v2");
    c.header("X-Ratelimit-Total", write(shown.total));
    c.header("X-Ratelimit-Remaining", write(shown.remaining));
    c.header("X-Ratelimit-Used-CurrentRequest", write(cost));
    refuse(account);
    if (own) refuse(own);
    await next();
  };
}

function refuse(allowance: Allowance): void {
  if (!allowance.allowed) throw tooManyRequests(allowance.resetSeconds);
}

/** Each included thing costs one call more on a single ticket (conversations two) and two more on a list. */
function costOf(method: string, path: string, include: string): number {
  const words = include.split(",").filter((word) => word !== "");
  if (method !== "GET" || words.length === 0) return 1;
  if (/\/tickets$/.test(path)) return 1 + 2 * words.length;
  return 1 + words.reduce((sum, word) => sum + (word === "conversations" ? 2 : 1), 0);
}
