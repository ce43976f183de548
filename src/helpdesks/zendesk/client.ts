import { type HelpdeskClient, HelpdeskError, type Seen, type UpdateResult } from "../../ports/helpdesk.ts";
import type { TicketUpdate } from "../../routing/ticket.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { createAccountCalls } from "./account.ts";
import {
  type AuditReply,
  AuditsPage,
  ErrorReply,
  TicketReply,
  TicketsPage,
  UpdateReply,
  ZendeskUser,
} from "./api-types.ts";
import { createAppCalls } from "./app.ts";
import { mapFacts, mapReplaced, mapTarget, mapTicket, mapUpdate } from "./mapper.ts";
import { readZendeskRoster } from "./roster.ts";
import { createSubscriptionCalls } from "./subscriptions.ts";

/** The Zendesk Support API, as far as routing needs it. */
export function createZendeskClient(request: Request, appId?: string): HelpdeskClient {
  return {
    async getCurrentUser() {
      const reply = expectOk(await request({ method: "GET", path: "/api/v2/users/me.json" }));
      const user = parseReply(ZendeskUser, (reply.json as { user?: unknown } | undefined)?.user);
      // A wrong token is answered 200 with an anonymous user.
      if (user.id === null) {
        throw new HelpdeskError("unauthorized", "Zendesk does not accept the access token", "never");
      }
      return { id: user.id, name: user.name ?? "", isAdmin: user.role === "admin" };
    },

    async findTicket(ticketId) {
      const reply = await request({
        method: "GET",
        path: `/api/v2/tickets/${id(ticketId)}.json?include=users`,
      });
      if (isMissingRecord(reply)) return undefined;
      const { ticket, users } = parseReply(TicketReply, expectOk(reply).json);
      return mapTicket(ticket, users);
    },

    async updateTicket(ticket, update) {
      const reply = await request({
        method: "PUT",
        path: `/api/v2/tickets/${id(ticket.id)}.json`,
        body: { ticket: mapUpdate(ticket, update) },
        families: ["tickets-update"],
      });
      return mapUpdateReply(reply, ticket, update);
    },

    async restoreTicket(ours, replaced) {
      const reply = await request({
        method: "PUT",
        path: `/api/v2/tickets/${id(ours.ticketId)}.json`,
        body: { ticket: { ...mapTarget(replaced), safe_update: true, updated_stamp: ours.updatedAt } },
        families: ["tickets-update"],
      });
      return mapUpdateReply(reply, ours, {});
    },

    async findReplaced({ ticketId, byUserId, seen }) {
      const path = `/api/v2/tickets/${id(ticketId)}/audits.json?page[size]=100`;
      const { audits } = parseReply(AuditsPage, expectOk(await request({ method: "GET", path })).json);
      const isTargeting = (audit: AuditReply) =>
        audit.events.some((event) => event.type === "Change" && event.field_name === "group_id");
      const own = audits.filter((audit) => audit.author_id === byUserId && isTargeting(audit));
      // Ids grow with time; in which order a page lists them is not promised.
      return mapReplaced(seen, own.sort((a, b) => a.id - b.id).at(-1));
    },

    async *listTicketsSince(sinceIso) {
      for (let after = ""; ; ) {
        const path = `/api/v2/tickets.json?sort=-updated_at&page[size]=100${after}`;
        const page = parseReply(TicketsPage, expectOk(await request({ method: "GET", path })).json);
        for (const ticket of page.tickets) {
          if (Date.parse(ticket.updated_at) < Date.parse(sinceIso)) return;
          yield { ticketId: ticket.id, ...mapFacts(ticket) };
        }
        // The cursor is used, never the page's link: a link may name another host.
        if (!page.meta?.has_more || !page.meta.after_cursor) return;
        after = `&page[after]=${encodeURIComponent(page.meta.after_cursor)}`;
      }
    },

    readRoster: () => readZendeskRoster(request),

    ...createSubscriptionCalls(request, expectOk),
    ...createAccountCalls(request, expectOk),
    ...(appId === undefined ? {} : createAppCalls(request, expectOk, appId)),
  };
}

/** A suspended or renamed account answers 404 as well, but its tickets are not gone. */
function isMissingRecord(reply: Reply): boolean {
  const error = ErrorReply.safeParse(reply.json);
  return reply.status === 404 && error.success && error.data.error === "RecordNotFound";
}

function mapUpdateReply(reply: Reply, read: Seen, update: TicketUpdate): UpdateResult {
  if (reply.status === 409) return { outcome: "conflict" };
  if (isMissingRecord(reply)) return { outcome: "gone" };
  if (reply.status === 400 || reply.status === 422) return { outcome: "refused", ...mapRefusal(reply) };
  const parsed = parseReply(UpdateReply, expectOk(reply).json);
  const facts = { ticketId: parsed.ticket.id, ...mapFacts(parsed.ticket) };
  // Keys that Zendesk does not take are dropped without a word, so the reply is held against the request.
  if (update.groupId !== undefined && facts.groupId === null) {
    return { outcome: "refused", field: "group_id", reason: "Zendesk did not take the group" };
  }
  return { outcome: "updated", ticket: facts, replaced: mapReplaced(read, parsed.audit) };
}

function mapRefusal(reply: Reply): { field: string | null; reason: string } {
  const error = ErrorReply.safeParse(reply.json);
  const [field, details] = Object.entries((error.success && error.data.details) || {})[0] ?? [null, []];
  const reason =
    details.map((detail) => detail.description).join("; ") ||
    (error.success && error.data.description) ||
    `Zendesk answered ${reply.status}`;
  return { field, reason: reason.slice(0, 300) };
}

function expectOk(reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  const reason = mapRefusal(reply).reason;
  const advice = reply.status === 409 || reply.status === 404 ? "later" : "never";
  throw new HelpdeskError("unexpected", `Zendesk answered ${reply.status}: ${reason}`, advice);
}

/** Ticket ids are numbers; anything else must not reach a path. */
function id(ticketId: string): string {
  if (!/^\d{1,16}$/.test(ticketId)) {
    throw new HelpdeskError("unexpected", "this is not a Zendesk ticket id", "never");
  }
  return ticketId;
}
