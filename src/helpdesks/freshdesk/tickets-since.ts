import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import { parseReply, type Request } from "../request.ts";
import { type FreshdeskTicket, TicketsPage } from "./api-types.ts";
import { background } from "./limits.ts";
import { mapFacts } from "./mapper.ts";
import { expectOk } from "./refusal.ts";

const perPage = 100;
/** Where the help desk's own cap is; thirty thousand tickets of one second are not to be expected. */
const maxPages = 300;

/** Oldest change first. What went to the trash or to spam follows, as closed: it is nobody's work any more. */
export async function* listFreshdeskTickets(request: Request, sinceIso: string): AsyncGenerator<TicketFacts> {
  for await (const ticket of walk(request, sinceIso, "")) yield factsOf(ticket);
  for (const filter of ["deleted", "spam"]) {
    for await (const ticket of walk(request, sinceIso, `&filter=${filter}`)) {
      yield { ...factsOf(ticket), status: "closed" };
    }
  }
}

function factsOf(ticket: FreshdeskTicket): TicketFacts {
  return { ticketId: ticket.id, ...mapFacts(ticket) };
}

/**
 * After each page the time moves on instead of the page number: that knows no cap of 300 pages, and a ticket that
 * changes meanwhile does not push another one over the edge of a page.
 */
async function* walk(request: Request, sinceIso: string, filter: string): AsyncGenerator<FreshdeskTicket> {
  const seen = new Set<string>();
  let sinceMs = secondBefore(sinceIso);
  for (let page = 1; page <= maxPages; ) {
    const since = new Date(sinceMs).toISOString().replace(/\.\d+Z$/, "Z");
    const query = `updated_since=${since}${filter}&order_by=updated_at&order_type=asc&per_page=${perPage}&page=${page}`;
    const path = `/api/v2/tickets?${query}`;
    const reply = await request({ method: "GET", path, families: ["ticket-lists", background] });
    // Whether a filter and a time go together is not documented; without, the trash is not looked at.
    if (filter !== "" && reply.status === 400) return;
    const tickets = parseReply(TicketsPage, expectOk(reply).json);
    for (const ticket of tickets) {
      const version = `${ticket.id}@${ticket.updated_at}`;
      if (seen.has(version)) continue;
      seen.add(version);
      yield ticket;
    }
    const last = tickets.at(-1);
    if (!last || tickets.length < perPage) return;
    const nextMs = secondBefore(last.updated_at);
    page = nextMs > sinceMs ? 1 : page + 1;
    sinceMs = Math.max(sinceMs, nextMs);
  }
}

/** Whether what changed in the very second that is asked for is listed is not documented. */
function secondBefore(iso: string): number {
  return Date.parse(iso) - 1000;
}
