import type { HistoryPage } from "../../ports/helpdesk.ts";
import { parseReply, type Request } from "../request.ts";
import { TicketsPage } from "./api-types.ts";
import { background } from "./limits.ts";
import { mapTicket } from "./mapper.ts";
import { expectOk } from "./refusal.ts";

const perPage = 100;
/** Where the help desk's own cap is. */
const maxPages = 300;
/** The list, and the description at two calls more. */
const cost = 3;

/**
 * The list by time of change. After each page the time moves on instead of the page number, so that the cap of 300
 * pages is met only by tickets of one second. What the account has archived is in no list.
 */
export async function readFreshdeskHistory(
  request: Request,
  input: { sinceIso: string; cursor: string | null },
): Promise<HistoryPage> {
  const [since = "", pageText = "1"] = (input.cursor ?? `${wholeSecond(Date.parse(input.sinceIso))} 1`).split(
    " ",
  );
  const page = Number(pageText);
  const query = `updated_since=${since}&order_by=updated_at&order_type=asc&include=description&per_page=${perPage}&page=${page}`;
  const path = `/api/v2/tickets?${query}`;
  const reply = expectOk(
    await request({ method: "GET", path, families: ["ticket-lists", background], cost }),
  );
  const tickets = parseReply(TicketsPage, reply.json);
  const last = tickets.at(-1);
  const isFull = tickets.length >= perPage;
  // A second back, for whether that very second is listed again is not documented.
  const nextMs = last ? Date.parse(last.updated_at) - 1000 : Date.parse(since);
  const moves = nextMs > Date.parse(since);
  const isLast = !isFull || (!moves && page >= maxPages);
  return {
    tickets: tickets.map(mapTicket),
    cursor: moves ? `${wholeSecond(nextMs)} 1` : `${since} ${isLast ? 1 : page + 1}`,
    isLast,
    reachedIso: last ? new Date(last.updated_at).toISOString() : new Date(since).toISOString(),
  };
}

function wholeSecond(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");
}
