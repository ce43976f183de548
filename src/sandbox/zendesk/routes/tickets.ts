import { Hono } from "hono";
import type { ApiContext } from "../http/env.ts";
import { type Env, idParam, idsQuery, readRecord } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { Spend } from "../http/rate-limits.ts";
import type { Actor } from "../tickets/actor.ts";
import { deleteTicket } from "../tickets/close-ticket.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import { replayOrRemember } from "../tickets/idempotency.ts";
import { listTickets } from "../tickets/list-tickets.ts";
import { sideLoad } from "../tickets/side-load.ts";
import { parseNewTicket, parseTicketChanges } from "../tickets/ticket-input.ts";
import { replyOrLose, strikeBeforeUpdate } from "../tickets/update-faults.ts";
import { checkSafeUpdate, requireTicket, updateTicket } from "../tickets/update-ticket.ts";
import type { World } from "../world.ts";

export function createTicketRoutes(world: World, spend: Spend) {
  const routes = new Hono<Env>();

  routes.get("/", (c) => {
    const page = listTickets(c, world, spend);
    return c.json({ tickets: page.items, ...sideLoad(world, c, page.items), ...page.paging });
  });

  routes.post("/", async (c) => {
    spend.ticketCreate(c);
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
      tickets,
      ...sideLoad(world, c, tickets),
      next_page: null,
      previous_page: null,
      count: tickets.length,
    });
  });

  routes.get("/:id", (c) => {
    const { ticket } = requireTicket(world, idParam(c, "id"));
    return c.json({ ticket, ...sideLoad(world, c, [ticket]) });
  });

  routes.put("/:id", async (c) => {
    const ticketId = idParam(c, "id");
    requireTicket(world, ticketId);
    spend.ticketUpdate(c, ticketId);
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
    const page = paginate(c, world, audits, { idOf: (audit) => audit.id });
    return c.json({ audits: page.items, ...page.paging });
  });

  routes.get("/:id/comments", (c) => {
    const { comments } = requireTicket(world, idParam(c, "id"));
    const page = paginate(c, world, comments, { idOf: (comment) => comment.id });
    return c.json({ comments: page.items, ...page.paging });
  });

  return routes;
}

export function actorOf(c: ApiContext): Actor {
  return {
    userId: c.get("caller").user.id,
    channel: "api",
    client: c.req.header("user-agent") ?? "unknown",
  };
}
