import { Hono } from "hono";
import { replyOrLose } from "../../http/reply-or-lose.ts";
import { actorOf } from "../http/actor-of.ts";
import type { Quota } from "../http/create-quota.ts";
import { type Env, idParam, idsQuery, readRecord } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import { deleteTicket } from "../tickets/delete-ticket.ts";
import { listTickets } from "../tickets/list-tickets.ts";
import { replayOrRemember } from "../tickets/replay-or-remember.ts";
import { sideLoad, withSlas } from "../tickets/side-load.ts";
import { parseNewTicket, parseTicketChanges } from "../tickets/ticket-input.ts";
import { strikeBeforeUpdate } from "../tickets/update-faults.ts";
import { checkSafeUpdate, requireTicket, updateTicket } from "../tickets/update-ticket.ts";
import type { World } from "../world.ts";

export function createTicketRoutes(world: World, quota: Quota) {
  const routes = new Hono<Env>();

  routes.get("/", (c) => {
    const page = listTickets(c, world, quota);
    return c.json({
      tickets: page.items.map((ticket) => withSlas(world, c, ticket)),
      ...sideLoad(world, c, page.items),
      ...page.paging,
    });
  });

  routes.post("/", async (c) => {
    quota.ticketCreate(c);
    const raw = await readRecord(c, "ticket");
    const reply = replayOrRemember(world, c, raw, () => {
      const { state, audit } = createTicket(world, parseNewTicket(raw), actorOf(c));
      return { ticket: structuredClone(state.ticket), audit };
    });
    c.header("Location", reply.ticket.url);
    return c.json(reply, 201);
  });

  routes.get("/show_many", (c) => {
    const tickets = idsQuery(c)
      .slice(0, 100)
      .flatMap((id) => world.tickets.get(id) ?? [])
      .filter((state) => !state.deleted)
      .map((state) => state.ticket);
    return c.json({
      tickets: tickets.map((ticket) => withSlas(world, c, ticket)),
      ...sideLoad(world, c, tickets),
      next_page: null,
      previous_page: null,
      count: tickets.length,
    });
  });

  routes.get("/:id", async (c) => {
    const { ticket } = requireTicket(world, idParam(c, "id"));
    const reply = { ticket: withSlas(world, c, ticket), ...sideLoad(world, c, [ticket]) };
    await world.faults.afterTicketRead?.(ticket.id);
    return c.json(reply);
  });

  routes.put("/:id", async (c) => {
    const ticketId = idParam(c, "id");
    requireTicket(world, ticketId);
    quota.ticketUpdate(c, ticketId);
    const raw = await readRecord(c, "ticket");
    const key = await strikeBeforeUpdate(world, ticketId);
    checkSafeUpdate(requireTicket(world, ticketId), raw);
    // Of all keys that are dropped, only this one is ever mentioned, and as Ruby hash text.
    if ("id" in raw) {
      c.header(
        "x-zendesk-api-warn",
        '{:allowed_parameters=>{:unpermitted_keys=>["ticket.id"],:invalid_values=>[]}}',
      );
    }
    const { state, audit } = updateTicket(world, {
      ticketId,
      changes: parseTicketChanges(raw),
      actor: actorOf(c),
    });
    return replyOrLose(world, c, key, () => c.json({ ticket: state.ticket, audit }));
  });

  routes.delete("/:id", (c) => {
    deleteTicket(world, idParam(c, "id"), actorOf(c));
    return c.body(null, 204);
  });

  routes.get("/:id/audits", (c) => {
    const { audits } = requireTicket(world, idParam(c, "id"));
    const isHeard = world.options.variants.auditSort === "honoured";
    const descending = isHeard && c.req.query("sort") === "-created_at";
    const page = paginate(c, world, audits, { idOf: (audit) => audit.id, descending });
    return c.json({ audits: page.items, ...page.paging });
  });

  routes.get("/:id/comments", (c) => {
    const { comments } = requireTicket(world, idParam(c, "id"));
    const page = paginate(c, world, comments, { idOf: (comment) => comment.id });
    return c.json({ comments: page.items, ...page.paging });
  });

  return routes;
}
