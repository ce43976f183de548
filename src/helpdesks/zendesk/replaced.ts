import type { Replaced, Seen } from "../../ports/helpdesk.ts";
import { numericId } from "../numeric-id.ts";
import { parseReply, type Request } from "../request.ts";
import { type AuditReply, AuditsPage } from "./api-types.ts";
import { mapReplaced } from "./mapper.ts";
import { expectOk } from "./refusal.ts";

/** Asks the ticket's audits, which keep the value before each change. */
export async function findZendeskReplaced(
  request: Request,
  { ticketId, byUserId, seen }: { ticketId: string; byUserId: string; seen: Seen },
): Promise<Replaced | null> {
  const path = `/api/v2/tickets/${numericId(ticketId)}/audits.json?page[size]=100`;
  const { audits } = parseReply(AuditsPage, expectOk(await request({ method: "GET", path })).json);
  const isTargeting = (audit: AuditReply) =>
    audit.events.some((event) => event.type === "Change" && event.field_name === "group_id");
  const own = audits.filter((audit) => audit.author_id === byUserId && isTargeting(audit));
  // Ids grow with time; in which order a page lists them is not promised.
  return mapReplaced(seen, own.sort((a, b) => a.id - b.id).at(-1));
}
