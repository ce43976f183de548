import type { Quota } from "../http/create-quota.ts";
import type { ApiContext } from "../http/env.ts";
import { type Page, paginate } from "../http/paginate.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";

const deepPage = 500;
const statusOrder = ["new", "open", "pending", "hold", "solved", "closed", "deleted"];

type Sort = { field: string; descending: boolean };

export function listTickets(c: ApiContext, world: World, quota: Quota): Page<Ticket> {
  if (Number(c.req.query("page") ?? 1) > deepPage) quota.endpoint(c, "tickets-index");
  const tickets: Ticket[] = [];
  for (const state of world.tickets.values()) if (!state.deleted) tickets.push(state.ticket);
  const { field, descending } = sortOf(c);
  return paginate(c, world, tickets, {
    idOf: (ticket) => ticket.id,
    sortValueOf: (ticket) => sortValue(ticket, field),
    descending,
  });
}

/** Cursor paging sorts by these three fields only; other wishes are ignored without an error. */
function sortOf(c: ApiContext): Sort {
  const sort = c.req.query("sort") ?? "";
  const field = sort.replace(/^-/, "");
  if (["updated_at", "id", "status"].includes(field)) return { field, descending: sort.startsWith("-") };
  const sortBy = c.req.query("sort_by");
  const isCursor = c.req.query("page[size]") !== undefined;
  if (!isCursor && sortBy && ["created_at", "updated_at", "status", "id"].includes(sortBy)) {
    return { field: sortBy, descending: c.req.query("sort_order") === "desc" };
  }
  return { field: "id", descending: false };
}

function sortValue(ticket: Ticket, field: string): number | string {
  if (field === "updated_at") return ticket.updated_at;
  if (field === "created_at") return ticket.created_at;
  if (field === "status") return statusOrder.indexOf(ticket.status);
  return ticket.id;
}
