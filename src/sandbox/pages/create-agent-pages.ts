import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import type { AgentDesk, DeskTicket } from "./agent-desk.ts";
import { addressOf, type Viewer } from "./desk-frame.ts";
import { newTicketPage, settingsPage, ticketListPage, ticketPage } from "./ticket-pages.ts";

const types: Record<string, string> = { css: "text/css", js: "text/javascript" };

/**
 * The emulated help desk as agents and admins see it. Whoever opens a page chooses who looks, by `?as=`.
 *
 * @param scripts the folder's own scripts that play the host for apps, by name
 */
export function createAgentPages(desk: AgentDesk, scripts: Record<string, URL>): Hono {
  const assets: Record<string, URL> = {
    "desk.css": new URL("desk.css", import.meta.url),
    "desk.js": new URL("desk.js", import.meta.url),
    ...scripts,
  };
  const viewerOf = (c: Context): Viewer => {
    const people = desk.people();
    const wanted = people.find(({ id }) => id === c.req.query("as"));
    const isSettings = c.req.path.endsWith("/apps/signalbox");
    const person =
      wanted ?? (isSettings ? undefined : people.find(({ role }) => role === "agent")) ?? people[0];
    if (!person) throw new Error("nobody can look at this help desk");
    return { person, colorScheme: c.req.query("theme") === "dark" ? "dark" : "light" };
  };
  const originOf = (c: Context) => new URL(c.req.url).origin;
  const missing = (c: Context) => c.text("There is no such ticket.", 404);

  return new Hono()
    .get("/", (c) => c.redirect(addressOf(desk, viewerOf(c), "/tickets")))
    .get("/assets/:name", (c) => {
      const name = c.req.param("name");
      const file = Object.hasOwn(assets, name) ? assets[name] : undefined;
      if (!file) return c.notFound();
      const type = types[name.split(".").at(-1) ?? ""] ?? "text/plain";
      return c.body(readFileSync(file), 200, { "content-type": `${type}; charset=utf-8` });
    })
    .get("/tickets", (c) => c.html(ticketListPage(desk, viewerOf(c), originOf(c))))
    .get("/tickets/new", (c) => c.html(newTicketPage(desk, viewerOf(c))))
    .post("/tickets", async (c) => {
      const form = await readForm(c);
      const { subject = "", body = "", name = "", email = "" } = form;
      const id = desk.create({ subject, body, requester: { name, email } });
      return c.redirect(addressOf(desk, viewerOf(c), `/tickets/${id}`), 303);
    })
    .get("/tickets/:id", (c) => {
      const ticket = desk.findTicket(c.req.param("id"));
      return ticket ? c.html(ticketPage(desk, viewerOf(c), ticket, originOf(c))) : missing(c);
    })
    .get("/tickets/:id/state", (c) => {
      const ticket = desk.findTicket(c.req.param("id"));
      return ticket ? c.json(ticket) : missing(c);
    })
    .post("/tickets/:id", async (c) => {
      const ticket = desk.findTicket(c.req.param("id"));
      if (!ticket) return missing(c);
      const viewer = viewerOf(c);
      desk.update(ticket.id, viewer.person.id, changesOf(ticket, await readForm(c)));
      return c.redirect(addressOf(desk, viewer, `/tickets/${ticket.id}`), 303);
    })
    .get("/apps/signalbox", (c) => c.html(settingsPage(desk, viewerOf(c), originOf(c))));
}

async function readForm(c: Context): Promise<Record<string, string>> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** What the agent changed and nothing else, or a save would set again what the page showed a while ago. */
function changesOf(ticket: DeskTicket, form: Record<string, string>) {
  const { groupId, assigneeId, priority, act } = form;
  const isNew = (value: string | undefined, now: string | null) =>
    value !== undefined && value !== (now ?? "");
  return {
    ...(isNew(groupId, ticket.groupId) ? { groupId: groupId || null } : {}),
    ...(isNew(assigneeId, ticket.assigneeId) ? { assigneeId: assigneeId || null } : {}),
    ...(priority && priority !== ticket.priority ? { priority } : {}),
    ...(act === "solve" ? { isSolved: true } : {}),
  };
}
