import { Hono } from "hono";
import { ApiError } from "../../http/api-error.ts";
import { invalidAttribute } from "../http/api-error.ts";
import type { Quota } from "../http/create-quota.ts";
import { type ApiContext, type Env, requireAdmin } from "../http/env.ts";
import { pageLink } from "../http/paginate.ts";
import type { TicketState, World } from "../world.ts";

type Cursor = { atMs: number; ticketId: number };

export function createIncrementalRoutes(world: World, quota: Quota) {
  const routes = new Hono<Env>();

  routes.get("/tickets/cursor", (c) => {
    requireAdmin(c);
    quota.endpoint(c, "incremental-exports");
    const from = startingPoint(world, c);
    const perPage = Math.min(1_000, Math.max(1, Number(c.req.query("per_page") ?? 1_000) || 1));
    const isWithoutDeleted = c.req.query("exclude_deleted") === "true";
    // The newest changes are withheld: a reader that trusts the export alone misses the last minute.
    const visibleUntilMs = world.clock() - world.options.incremental.withheldMs;
    const rows = [...world.tickets.values()]
      .filter((state) => state.updatedAtMs <= visibleUntilMs && isAfter(state, from))
      .filter((state) => !(isWithoutDeleted && state.deleted))
      .sort((a, b) => a.updatedAtMs - b.updatedAtMs || a.ticket.id - b.ticket.id);
    const page = rows.slice(0, perPage);
    const last = page.at(-1);
    const cursor = last ? { atMs: last.updatedAtMs, ticketId: last.ticket.id } : from;
    const afterCursor = encodeCursor(cursor);
    return c.json({
      tickets: [...repeated(world, c, from, page), ...page].map((state) => ({
        ...state.ticket,
        generated_timestamp: Math.floor(state.updatedAtMs / 1_000),
      })),
      after_url: pageLink(c, world, { cursor: afterCursor, start_time: undefined }),
      before_url: null,
      after_cursor: afterCursor,
      before_cursor: null,
      end_of_stream: rows.length <= perPage,
    });
  });

  return routes;
}

function startingPoint(world: World, c: ApiContext): Cursor {
  const cursor = c.req.query("cursor");
  if (cursor !== undefined) return decodeCursor(cursor);
  const text = c.req.query("start_time") ?? "";
  if (!/^\d+$/.test(text)) throw invalidAttribute("start_time", "It must be a Unix time in seconds");
  const atMs = Number(text) * 1_000;
  if (atMs > world.clock() - world.options.incremental.minimumStartAgeMs) {
    throw new ApiError(422, {
      error: "InvalidValue",
      description: "Too recent start_time. Use a start_time older than 60 seconds",
    });
  }
  return { atMs, ticketId: 0 };
}

function isAfter(state: TicketState, cursor: Cursor): boolean {
  return (
    state.updatedAtMs > cursor.atMs ||
    (state.updatedAtMs === cursor.atMs && state.ticket.id > cursor.ticketId)
  );
}

/** Pages overlap by design; readers have to deduplicate. */
function repeated(world: World, c: ApiContext, from: Cursor, page: TicketState[]): TicketState[] {
  const isFollowUp = c.req.query("cursor") !== undefined && page.length > 0;
  const state = world.tickets.get(from.ticketId);
  const isKnown = state !== undefined && !page.includes(state) && state.updatedAtMs === from.atMs;
  return world.options.variants.incrementalRepeats && isFollowUp && isKnown ? [state] : [];
}

function encodeCursor(cursor: Cursor): string {
  const seconds = Math.floor(cursor.atMs / 1_000);
  const fraction = String(Math.floor(cursor.atMs % 1_000)).padStart(3, "0");
  return Buffer.from(`${seconds}.${fraction}||${cursor.ticketId}|`).toString("base64");
}

function decodeCursor(text: string): Cursor {
  const match = /^(\d+)\.(\d{1,3})\|\|(\d+)\|$/.exec(Buffer.from(text, "base64").toString("utf8"));
  if (!match) throw invalidAttribute("cursor", "It is not a cursor of this export");
  return { atMs: Number(match[1]) * 1_000 + Number(match[2]?.padEnd(3, "0")), ticketId: Number(match[3]) };
}
