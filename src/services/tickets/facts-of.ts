import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import type { Ticket } from "../../routing/ticket.ts";

/** What the mirror keeps of a ticket that was read. */
export function factsOf({
  status,
  priority,
  groupId,
  assigneeId,
  createdAt,
  updatedAt,
}: Ticket): Omit<TicketFacts, "ticketId"> {
  return { status, priority, groupId, assigneeId, createdAt, updatedAt };
}
