import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import type { Receipt } from "../../routing/receipt.ts";

/** Whether the ticket shows what was decided; null is a decision, too: that nobody is to have it. */
export function isDone(
  { receipt: { update } }: { receipt: Pick<Receipt, "update"> },
  ticket: Pick<TicketFacts, "groupId" | "assigneeId">,
): boolean {
  const { groupId = ticket.groupId, assigneeId = ticket.assigneeId } = update;
  return ticket.groupId === groupId && ticket.assigneeId === assigneeId;
}
