import { Hono } from "hono";
import { ApiError } from "../../http/api-error.ts";
import type { Quota } from "../http/create-quota.ts";
import type { Env } from "../http/env.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";

const statusOrder = ["new", "open", "pending", "hold", "solved", "closed"];

/** Counts only, for the terms a router needs: `type:ticket assignee:… group:… status<solved tags:…`. */
export function createSearchRoutes(world: World, quota: Quota) {
  const routes = new Hono<Env>();

  routes.get("/count", (c) => {
    quota.endpoint(c, "search-index");
    const terms = (c.req.query("query") ?? "").split(/\s+/).filter((term) => term !== "");
    if (terms.length === 0)
      throw new ApiError(422, { error: "invalid", description: "Invalid search: empty" });
    let count = 0;
    for (const { ticket, deleted } of world.tickets.values()) {
      if (!deleted && terms.every((term) => matches(ticket, term))) count += 1;
    }
    return c.json({ count });
  });

  return routes;
}

function matches(ticket: Ticket, term: string): boolean {
  const [, field, operator, value] = /^(\w+)([:<>])(.+)$/.exec(term) ?? [];
  if (!field || !operator || value === undefined) return ticket.subject?.includes(term) ?? false;
  switch (field) {
    case "type":
      return value === "ticket" || ticket.type === value;
    case "assignee":
      return value === "none" ? ticket.assignee_id === null : String(ticket.assignee_id) === value;
    case "group":
      return value === "none" ? ticket.group_id === null : String(ticket.group_id) === value;
    case "tags":
      return ticket.tags.includes(value);
    case "priority":
      return ticket.priority === value;
    case "status":
      return compare(statusOrder.indexOf(ticket.status), operator, statusOrder.indexOf(value));
    default:
      return false;
  }
}

function compare(left: number, operator: string, right: number): boolean {
  if (operator === "<") return left < right;
  return operator === ">" ? left > right : left === right;
}
