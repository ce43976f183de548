import type { HistoryPage } from "../../ports/helpdesk.ts";
import { parseReply, type Request } from "../request.ts";
import { ExportPage } from "./api-types.ts";
import { mapTicket } from "./mapper.ts";
import { expectOk } from "./refusal.ts";

/** More would be few calls with answers that take too long. */
const perPage = 250;

/** The incremental export by cursor: an admin's, ten calls a minute, and the last minute is withheld. */
export async function readZendeskHistory(
  request: Request,
  input: { sinceIso: string; cursor: string | null },
): Promise<HistoryPage> {
  const start = `start_time=${Math.floor(Date.parse(input.sinceIso) / 1000)}`;
  const from = input.cursor === null ? start : `cursor=${encodeURIComponent(input.cursor)}`;
  const path = `/api/v2/incremental/tickets/cursor.json?${from}&per_page=${perPage}&exclude_deleted=true`;
  const reply = expectOk(await request({ method: "GET", path, families: ["incremental-exports"] }));
  const page = parseReply(ExportPage, reply.json);
  const reached = page.tickets.map((ticket) => ticket.updated_at).sort();
  return {
    tickets: page.tickets.map((ticket) => mapTicket(ticket, [])),
    cursor: page.after_cursor ?? input.cursor ?? "",
    isLast: page.end_of_stream || !page.after_cursor,
    reachedIso: reached.at(-1) ?? input.sinceIso,
  };
}
