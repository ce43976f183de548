import { Hono } from "hono";
import { replyOrLose } from "../../http/reply-or-lose.ts";
import { invalidValue, missingField, notAllowed, notFound, validationFailed } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, includesOf, readBody } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { addNote } from "../tickets/add-note.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import { listTickets } from "../tickets/list-tickets.ts";
import { strikeAfterRead } from "../tickets/take-as-human.ts";
import { parseTicketInput } from "../tickets/ticket-input.ts";
import { ticketJson } from "../tickets/ticket-json.ts";
import { requireTicket, setFlag, updateTicket } from "../tickets/update-ticket.ts";
import type { Actor } from "../types.ts";
import type { World } from "../world.ts";

export function createTicketRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/", (c) => c.json(listTickets(world, c)));

  routes.post("/", async (c) => {
    const input = parseTicketInput(await readBody(c), true);
    const state = createTicket(world, input, actorOf(c), { checksForm: true });
    c.header("Location", `https://${world.subdomain}.freshdesk.com/api/v2/tickets/${state.ticket.id}`);
    return c.json(ticketJson(world, state, []), 201);
  });

  routes.get("/:id", async (c) => {
    const ticketId = idParam(world, c);
    const includes = includesOf(c, ["conversations", "requester", "company", "stats"]);
    const reply = ticketJson(world, requireTicket(world, ticketId), includes);
    await strikeAfterRead(world, ticketId);
    return c.json(reply);
  });

  routes.put("/:id", async (c) => {
    const ticketId = idParam(world, c);
    requireTicket(world, ticketId);
    const changes = parseTicketInput(await readBody(c), false);
    await world.faults.beforeTicketUpdate?.(ticketId);
    const key = `put:${ticketId}:${world.count(`put:${ticketId}`)}`;
    const state = updateTicket(world, { ticketId, changes, actor: actorOf(c), checksForm: true });
    // As it is now: what the account's own rules did to it is in the reply, due times need not be.
    const reply = ticketJson(world, state, []);
    return replyOrLose(world, c, key, () => c.json(reply));
  });

  routes.delete("/:id", (c) => {
    const ticketId = idParam(world, c);
    if (requireTicket(world, ticketId).ticket.deleted) throw notAllowed("GET");
    setFlag(world, ticketId, "deleted", actorOf(c));
    return c.body(null, 204);
  });

  routes.get("/:id/conversations", (c) => {
    const { conversations } = requireTicket(world, idParam(world, c));
    return c.json(paginate(world, c, conversations));
  });

  routes.post("/:id/notes", async (c) => {
    const state = requireTicket(world, idParam(world, c));
    const { body, private: isPrivate, notify_emails: toNotify = [], ...rest } = await readBody(c);
    const known = ["incoming", "user_id"];
    const unknown = Object.keys(rest).filter((key) => !known.includes(key));
    if (unknown.length > 0) {
      throw validationFailed(unknown.map((key) => invalidValue(key, "Unexpected/invalid field in request")));
    }
    if (typeof body !== "string" || body.trim() === "") throw validationFailed([missingField("body")]);
    const addresses = [...world.agents.values()].map(({ email }) => email);
    // Agents only; anybody else's address is refused.
    if (!Array.isArray(toNotify) || !toNotify.every((email) => addresses.includes(email))) {
      throw validationFailed([invalidValue("notify_emails", "There is no agent matching the given email")]);
    }
    world.notified.push(...toNotify.map((email) => ({ ticketId: state.ticket.id, email: String(email) })));
    const note = addNote(world, state, { body, isPrivate: isPrivate !== false, userId: c.get("caller").id });
    // The reply of this endpoint alone has no source.
    const { source, ...shown } = note;
    return c.json({ ...shown, support_email: null, notified_to: toNotify, attachments: [] }, 201);
  });

  routes.all("/:id/*", () => {
    throw notFound(world);
  });
  return routes;
}

function actorOf(c: ApiContext): Actor {
  return { id: c.get("caller").id, type: "agent" };
}
