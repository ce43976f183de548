import type { HelpdeskClient, Seen, UpdateResult } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { TicketUpdate } from "../../routing/ticket.ts";
import { numericId } from "../numeric-id.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { createAccountCalls } from "./account.ts";
import { hasActedInZendesk } from "./acted.ts";
import { TicketReply, UpdateReply, ZendeskUser } from "./api-types.ts";
import { createAppCalls } from "./app.ts";
import { readZendeskHistory } from "./history.ts";
import { mapFacts, mapOrganization, mapReplaced, mapTarget, mapTicket, mapUpdate } from "./mapper.ts";
import { expectOk, isMissingRecord, mapRefusal } from "./refusal.ts";
import { findZendeskWrite } from "./replaced.ts";
import { readZendeskRoster } from "./roster.ts";
import { createSubscriptionCalls } from "./subscription.ts";
import { listZendeskTickets } from "./tickets-since.ts";

/** The Zendesk Support API, as far as routing needs it. */
export function createZendeskClient(request: Request, appId?: string): HelpdeskClient {
  return {
    listsOldestFirst: false,

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
      const read = (include: string) =>
        request({ method: "GET", path: `/api/v2/tickets/${numericId(ticketId)}.json?include=${include}` });
      let reply = await read("users,organizations,slas");
      // It is not documented what a plan without SLAs makes of the word.
      if (reply.status === 400) reply = await read("users,organizations");
      if (isMissingRecord(reply)) return undefined;
      const { ticket, users, organizations } = parseReply(TicketReply, expectOk(reply).json);
      return { ...mapTicket(ticket, users), organization: mapOrganization(ticket, organizations) };
    },

    async updateTicket(ticket, update) {
      const reply = await request({
        method: "PUT",
        path: `/api/v2/tickets/${numericId(ticket.id)}.json`,
        body: { ticket: mapUpdate(ticket, update) },
        families: ["tickets-update"],
      });
      return mapUpdateReply(reply, ticket, update);
    },

    async restoreTicket(ours, replaced) {
      const reply = await request({
        method: "PUT",
        path: `/api/v2/tickets/${numericId(ours.ticketId)}.json`,
        body: { ticket: { ...mapTarget(replaced), safe_update: true, updated_stamp: ours.updatedAt } },
        families: ["tickets-update"],
      });
      return mapUpdateReply(reply, ours, {});
    },

    findWrite: (input) => findZendeskWrite(request, input),
    hasActed: (input) => hasActedInZendesk(request, input),

    listTicketsSince: (sinceIso) => listZendeskTickets(request, sinceIso),
    readHistory: (input) => readZendeskHistory(request, input),
    readRoster: () => readZendeskRoster(request),

    ...createSubscriptionCalls(request),
    ...createAccountCalls(request),
    ...(appId === undefined ? {} : createAppCalls(request, appId)),
  };
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
  return { outcome: "updated", ticket: facts, replaced: mapReplaced(read, update, parsed.audit) };
}
