import { Hono } from "hono";
import { replyOrLose } from "../../http/reply-or-lose.ts";
import { actorOf } from "../http/actor-of.ts";
import type { Quota } from "../http/create-quota.ts";
import { type ApiContext, type Env, idParam, readBody } from "../http/env.ts";
import { mergeTags } from "../tickets/merge-tags.ts";
import { parseTicketChanges } from "../tickets/ticket-input.ts";
import { strikeBeforeUpdate } from "../tickets/update-faults.ts";
import { checkSafeUpdate, requireTicket, updateTicket } from "../tickets/update-ticket.ts";
import type { World } from "../world.ts";

type Combine = (current: string[], given: string[]) => string[];

export function createTicketTagRoutes(world: World, quota: Quota) {
  const routes = new Hono<Env>();

  const write = (combine: Combine, status: 200 | 201) => async (c: ApiContext) => {
    const ticketId = idParam(c, "id");
    requireTicket(world, ticketId);
    quota.ticketUpdate(c, ticketId);
    const body = await readBody(c);
    const key = await strikeBeforeUpdate(world, ticketId);
    const state = requireTicket(world, ticketId);
    checkSafeUpdate(state, body);
    const given = parseTicketChanges({ tags: body.tags ?? [] }).tags ?? [];
    const updated = updateTicket(world, {
      ticketId,
      changes: { tags: combine(state.ticket.tags, given) },
      actor: actorOf(c),
    });
    return replyOrLose(world, c, key, () => c.json({ tags: updated.state.ticket.tags }, status));
  };

  routes.get("/:id/tags", (c) => c.json({ tags: requireTicket(world, idParam(c, "id")).ticket.tags }));
  // PUT adds and POST replaces: the vendor's choice.
  routes.put(
    "/:id/tags",
    write((current, given) => mergeTags(current, given), 200),
  );
  routes.post(
    "/:id/tags",
    write((_current, given) => given, 201),
  );
  routes.delete(
    "/:id/tags",
    write((current, given) => mergeTags(current, [], given), 200),
  );
  return routes;
}
