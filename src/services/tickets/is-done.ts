import type { StoredDecision } from "../../db/schema/index.ts";
import type { TicketFacts } from "../../ports/helpdesk.ts";

/** Whether the ticket shows what was decided. */
export function isDone(
  { receipt: { update } }: Pick<StoredDecision, "receipt">,
  ticket: Pick<TicketFacts, "groupId" | "assigneeId">,
): boolean {
  return (
    ticket.groupId === (update.groupId ?? ticket.groupId) &&
    ticket.assigneeId === (update.assigneeId ?? ticket.assigneeId)
  );
}
