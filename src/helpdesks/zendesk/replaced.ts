import type { Replaced, WriteInQuestion } from "../../ports/helpdesk.ts";
import type { Request } from "../request.ts";
import type { AuditReply } from "./api-types.ts";
import { isLatestFirst, listAudits } from "./audits.ts";
import { mapReplaced, textOf } from "./mapper.ts";

/** Asks the ticket's audits, which keep the value before each change. */
export async function findZendeskWrite(
  request: Request,
  { ticketId, byUserId, seen, update, sinceIso }: WriteInQuestion,
): Promise<{ replaced: Replaced | null } | null> {
  // Audits tell whole seconds. A clock of ours that is fast costs what would have been put back, and nothing else.
  const sinceMs = Math.floor(Date.parse(sinceIso) / 1000) * 1000;
  const isInQuestion = (audit: AuditReply) =>
    audit.author_id === byUserId && Date.parse(audit.created_at ?? "") >= sinceMs && isOf(update, audit);
  let latest: AuditReply | undefined;
  for await (const audits of listAudits(request, ticketId)) {
    for (const audit of audits.filter(isInQuestion)) if (!latest || audit.id > latest.id) latest = audit;
    if (isLatestFirst(audits)) break;
  }
  return latest ? { replaced: mapReplaced(seen, update, latest) } : null;
}

/** Whether what it set is what was decided; another write of ours put something back. */
function isOf(update: WriteInQuestion["update"], audit: AuditReply): boolean {
  const setTo = (field: string) => {
    const event = audit.events.find((one) => one.type === "Change" && one.field_name === field);
    return event && { value: textOf(event.value) };
  };
  const [group, assignee] = [setTo("group_id"), setTo("assignee_id")];
  return (
    (group !== undefined || assignee !== undefined) &&
    (group === undefined || group.value === update.groupId) &&
    (assignee === undefined || assignee.value === update.assigneeId)
  );
}
