import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import { parseReply, type Request } from "../request.ts";
import { TicketsPage } from "./api-types.ts";
import { mapFacts } from "./mapper.ts";
import { expectOk } from "./refusal.ts";

/** Latest change first, until the time is reached; a ticket that changes meanwhile only moves to where we have been. */
export async function* listZendeskTickets(request: Request, sinceIso: string): AsyncGenerator<TicketFacts> {
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
}
