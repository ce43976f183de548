import { Hono } from "hono";
import { invalidValue, validationFailed } from "../http/api-error.ts";
import type { ApiContext, Env } from "../http/env.ts";
import { ticketJson } from "../tickets/ticket-json.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";

const perPage = 30;
const maxPages = 10;
const maxQueryLength = 512;
/** The index is minutes behind. */
const lagMs = 120_000;
const fields: Record<string, keyof Ticket> = {
  status: "status",
  priority: "priority",
  group_id: "group_id",
  agent_id: "responder_id",
  type: "type",
};

/** Tickets by a query in double quotes, of which the emulation knows `field:value` joined by AND. */
export function createSearchRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/tickets", (c) => {
    const terms = termsOf(c);
    const page = Number(c.req.query("page") ?? 1);
    if (!Number.isInteger(page) || page < 1 || page > maxPages) {
      throw validationFailed([
        invalidValue("page", `It should be a Positive Integer less than ${maxPages + 1}`),
      ]);
    }
    const found = [...world.tickets.values()].filter(
      ({ ticket, updatedAtMs }) =>
        !ticket.deleted && !ticket.spam && updatedAtMs <= world.clock() - lagMs && matchesAll(ticket, terms),
    );
    const results = found.slice((page - 1) * perPage, page * perPage);
    return c.json({ total: found.length, results: results.map((state) => ticketJson(world, state, [])) });
  });

  return routes;
}

function termsOf(c: ApiContext): [field: keyof Ticket, value: string][] {
  const query = c.req.query("query") ?? "";
  const inner = /^"(.+)"$/.exec(query)?.[1];
  if (!inner || query.length > maxQueryLength) {
    throw validationFailed([invalidValue("query", "The query is not in the documented form")]);
  }
  return inner.split(" AND ").map((term) => {
    const [, name = "", value = ""] = /^\(?(\w+):'?([^')]*)'?\)?$/.exec(term.trim()) ?? [];
    const field = fields[name];
    if (!field) throw validationFailed([invalidValue(name || "query", "Unexpected/invalid field in query")]);
    return [field, value];
  });
}

function matchesAll(ticket: Ticket, terms: [keyof Ticket, string][]): boolean {
  return terms.every(([field, value]) => String(ticket[field]) === value);
}
