import { invalidValue, validationFailed } from "../http/api-error.ts";
import { type ApiContext, includesOf } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { TicketState, World } from "../world.ts";
import { listedTicketJson } from "./ticket-json.ts";

const windowMs = 30 * 86_400_000;
const maxPages = 300;
const orders = ["created_at", "due_by", "updated_at", "status"] as const;

/** Created within 30 days unless `updated_since` is given, neither spam nor deleted, latest first, 300 pages at most. */
export function listTickets(world: World, c: ApiContext): Record<string, unknown>[] {
  const includes = includesOf(c, ["stats", "requester", "description"]);
  const orderBy = orders.find((order) => order === (c.req.query("order_by") ?? "created_at"));
  if (!orderBy) {
    throw validationFailed([
      invalidValue("order_by", `It should be one of these values: '${orders.join(",")}'`),
    ]);
  }
  const direction = c.req.query("order_type") === "asc" ? 1 : -1;
  const states = [...world.tickets.values()]
    .filter(inWindow(world, c))
    .filter(({ ticket }) => matchesFilter(c, ticket.spam, ticket.deleted === true))
    .filter(({ ticket }) => matchesNumber(c, "requester_id", ticket.requester_id))
    .filter(({ ticket }) => matchesNumber(c, "company_id", ticket.company_id));
  const sortValue = ({ ticket }: TicketState) => ticket[orderBy] ?? "";
  const sorted = states.sort((left, right) => {
    const [a, b] = [sortValue(left), sortValue(right)];
    return direction * (a < b ? -1 : a > b ? 1 : left.ticket.id - right.ticket.id);
  });
  return paginate(world, c, sorted, { maxPages }).map((state) => listedTicketJson(world, state, includes));
}

function inWindow(world: World, c: ApiContext): (state: TicketState) => boolean {
  const since = c.req.query("updated_since");
  const isBoth = since !== undefined && c.req.query("filter") !== undefined;
  if (isBoth && world.options.variants.filterSince === "refused") {
    throw validationFailed([invalidValue("filter", "It cannot be used with updated_since")]);
  }
  if (since === undefined) return (state) => state.createdAtMs >= world.clock() - windowMs;
  const sinceMs = Date.parse(since);
  if (Number.isNaN(sinceMs)) {
    const message = "It should be in the 'combined date and time ISO8601' format";
    throw validationFailed([invalidValue("updated_since", message)]);
  }
  const isInclusive = world.options.variants.updatedSince === "inclusive";
  return ({ ticket }) => {
    const atMs = Date.parse(ticket.updated_at);
    return isInclusive ? atMs >= sinceMs : atMs > sinceMs;
  };
}

function matchesFilter(c: ApiContext, isSpam: boolean, isDeleted: boolean): boolean {
  const filter = c.req.query("filter");
  if (filter === "spam") return isSpam;
  if (filter === "deleted") return isDeleted;
  return !isSpam && !isDeleted;
}

function matchesNumber(c: ApiContext, name: string, value: number | null): boolean {
  const wanted = c.req.query(name);
  return wanted === undefined || String(value) === wanted;
}
