import type { HelpdeskClient, UpdateResult } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Log } from "../../ports/platform.ts";
import type { Organization, TicketUpdate } from "../../routing/ticket.ts";
import { numericId } from "../numeric-id.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { createAccountCalls } from "./account.ts";
import { hasActedInFreshdesk } from "./acted.ts";
import { AgentReply, CompanyReply, FreshdeskTicket } from "./api-types.ts";
import { isAdmin } from "./authorized-request.ts";
import { readFreshdeskHistory } from "./history.ts";
import { mapCompany, mapFacts, mapNote, mapTarget, mapTicket, mapUpdate } from "./mapper.ts";
import { expectOk, mapRefusal } from "./refusal.ts";
import { findFreshdeskWrite } from "./replaced.ts";
import { readFreshdeskRoster } from "./roster.ts";
import { createSubscriptionCalls } from "./subscription.ts";
import { listFreshdeskTickets } from "./tickets-since.ts";

type FoundCompany = Organization | null | undefined;
/** Reads a company, unless one of this account was read a while ago. */
type KeepCompany = (id: string, read: () => Promise<FoundCompany>) => Promise<FoundCompany>;

/** The Freshdesk API v2, as far as routing needs it. */
export function createFreshdeskClient(
  request: Request,
  { log, keepCompany }: { log: Log; keepCompany: KeepCompany },
): HelpdeskClient {
  /** Undefined for a ticket that is missing, archived, spam or in the trash. `cost` counts what is included. */
  async function read(ticketId: string, query: string, cost: number): Promise<FreshdeskTicket | undefined> {
    const path = `/api/v2/tickets/${numericId(ticketId)}${query}`;
    const reply = await request({ method: "GET", path, cost });
    if (reply.status === 404) return undefined;
    const ticket = parseReply(FreshdeskTicket, expectOk(reply).json);
    return ticket.deleted || ticket.spam ? undefined : ticket;
  }

  /**
   * There is no lock, no version and no condition here, and the last write wins. So the ticket is read once more
   * right before the write: what remains open is the time between that answer and our PUT.
   */
  async function write(
    ticketId: string,
    isAsRead: (now: FreshdeskTicket) => boolean,
    changesOf: (now: FreshdeskTicket) => Record<string, unknown>,
  ): Promise<UpdateResult> {
    const now = await read(ticketId, "", 1);
    if (!now) return { outcome: "gone" };
    if (!isAsRead(now)) return { outcome: "conflict" };
    const body = changesOf(now);
    const reply = await request({
      method: "PUT",
      path: `/api/v2/tickets/${numericId(ticketId)}`,
      body,
      families: ["ticket-updates"],
    });
    return mapUpdateReply(reply, body);
  }

  /** What `include=company` adds has no tier. Null for one that is gone; undefined where we may not read it. */
  async function readCompany(id: string): Promise<FoundCompany> {
    try {
      const reply = await request({ method: "GET", path: `/api/v2/companies/${numericId(id)}` });
      return reply.status === 404 ? null : mapCompany(parseReply(CompanyReply, expectOk(reply).json));
    } catch (error) {
      if (error instanceof HelpdeskError && error.failure === "forbidden") return undefined;
      throw error;
    }
  }

  /** Who is to be notified of a note is said by address; who has left meanwhile has none. */
  async function readEmails(agentIds: readonly string[]): Promise<string[]> {
    const emails: string[] = [];
    for (const id of agentIds) {
      const reply = await request({ method: "GET", path: `/api/v2/agents/${numericId(id)}` });
      if (reply.status === 404) continue;
      const { contact } = parseReply(AgentReply, expectOk(reply).json);
      if (contact?.email) emails.push(contact.email);
    }
    return emails;
  }

  /** Notes cannot go with the update. A note that fails is missed by its readers and changes nothing else. */
  async function addNote(ticketId: string, note: string, tell: readonly string[]): Promise<void> {
    const path = `/api/v2/tickets/${numericId(ticketId)}/notes`;
    try {
      const emails = await readEmails(tell);
      const body = {
        body: mapNote(note),
        private: true,
        ...(emails.length > 0 && { notify_emails: emails }),
      };
      expectOk(await request({ method: "POST", path, body }));
    } catch (error) {
      log.warn("note not added", { ticketId, error });
    }
  }

  return {
    listsOldestFirst: true,

    async getCurrentUser() {
      const reply = await request({ method: "GET", path: "/api/v2/agents/me" });
      const me = parseReply(AgentReply, expectOk(reply).json);
      return { id: me.id, name: me.contact?.name ?? "", isAdmin: await isAdmin(request) };
    },

    async findTicket(ticketId) {
      const ticket = await read(ticketId, "?include=requester", 2);
      if (!ticket) return undefined;
      const { company_id: id } = ticket;
      const organization = id === null ? null : await keepCompany(id, () => readCompany(id));
      return { ...mapTicket(ticket), ...(organization !== undefined && { organization }) };
    },

    async updateTicket(ticket, update) {
      const isAsRead = (now: FreshdeskTicket) => {
        const { groupId, assigneeId, priority, status } = mapFacts(now);
        return (
          groupId === ticket.groupId &&
          assigneeId === ticket.assigneeId &&
          priority === ticket.priority &&
          status === ticket.status
        );
      };
      const result = await write(ticket.id, isAsRead, (now) => mapUpdate(now.tags, update));
      const checked = wasTaken(result, update);
      if (checked.outcome === "updated" && update.note)
        await addNote(ticket.id, update.note, update.tell ?? []);
      return checked;
    },

    restoreTicket: (ours, replaced) =>
      write(
        ours.ticketId,
        (now) => now.updated_at === ours.updatedAt,
        () => mapTarget(replaced),
      ),

    findWrite: findFreshdeskWrite,
    hasActed: (input) => hasActedInFreshdesk(request, input),

    listTicketsSince: (sinceIso) => listFreshdeskTickets(request, sinceIso),
    readHistory: (input) => readFreshdeskHistory(request, input),
    readRoster: () => readFreshdeskRoster(request),

    ...createSubscriptionCalls(request),
    ...createAccountCalls(request),
  };
}

function mapUpdateReply(reply: Reply, written: Record<string, unknown>): UpdateResult {
  // 405 is for spam and the trash, as 404 is for what is not there or was archived.
  if (reply.status === 404 || reply.status === 405) return { outcome: "gone" };
  if (reply.status === 400 || reply.status === 422)
    return { outcome: "refused", ...mapRefusal(reply, written) };
  const ticket = parseReply(FreshdeskTicket, expectOk(reply).json);
  return { outcome: "updated", ticket: { ticketId: ticket.id, ...mapFacts(ticket) }, replaced: null };
}

/** The reply is held against the request, for the account's own rules run before it is written. */
function wasTaken(result: UpdateResult, update: TicketUpdate): UpdateResult {
  const isTaken =
    result.outcome !== "updated" || update.groupId === undefined || result.ticket.groupId !== null;
  return isTaken
    ? result
    : { outcome: "refused", field: "group_id", reason: "Freshdesk did not take the group" };
}
