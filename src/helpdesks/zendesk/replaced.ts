import type { Replaced, Seen } from "../../ports/helpdesk.ts";
import type { Request } from "../request.ts";
import type { AuditReply } from "./api-types.ts";
import { isLatestFirst, listAudits } from "./audits.ts";
import { mapReplaced } from "./mapper.ts";

/** Asks the ticket's audits, which keep the value before each change. */
export async function findZendeskReplaced(
  request: Request,
  { ticketId, byUserId, seen }: { ticketId: string; byUserId: string; seen: Seen },
): Promise<Replaced | null> {
  const isOurs = (audit: AuditReply) =>
    audit.author_id === byUserId &&
    audit.events.some((event) => event.type === "Change" && event.field_name === "group_id");
  let latest: AuditReply | undefined;
  for await (const audits of listAudits(request, ticketId)) {
    for (const audit of audits.filter(isOurs)) if (!latest || audit.id > latest.id) latest = audit;
    if (latest && isLatestFirst(audits)) break;
  }
  return mapReplaced(seen, latest);
}
