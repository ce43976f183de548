import { numericId } from "../numeric-id.ts";
import { parseReply, type Request } from "../request.ts";
import { type AuditReply, AuditsPage } from "./api-types.ts";
import { expectOk } from "./refusal.ts";

/** Five thousand changes; a ticket with more is no ticket that somebody works on. */
const maxPages = 50;

/**
 * All that was done to a ticket, a page at a time. The latest is asked for first, which is not documented to be heard,
 * so whoever reads must not rely on an order.
 */
export async function* listAudits(request: Request, ticketId: string): AsyncGenerator<AuditReply[]> {
  let after = "";
  for (let page = 0; page < maxPages; page++) {
    const path = `/api/v2/tickets/${numericId(ticketId)}/audits.json?page[size]=100&sort=-created_at${after}`;
    const { audits, meta } = parseReply(AuditsPage, expectOk(await request({ method: "GET", path })).json);
    yield audits;
    if (!meta?.has_more || !meta.after_cursor) return;
    after = `&page[after]=${encodeURIComponent(meta.after_cursor)}`;
  }
}

/** Whether a page begins with the latest, so that everything further on is older. Ids grow with time. */
export function isLatestFirst(audits: AuditReply[]): boolean {
  const [first, last] = [audits[0], audits.at(-1)];
  return first !== undefined && last !== undefined && first.id > last.id;
}
