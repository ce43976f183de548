import type { StoredDecision } from "../../db/schema/index.ts";
import type { Ticket } from "../../routing/ticket.ts";

/**
 * A ticket as it was before anybody routed it: nobody's, open, and without what our own decisions wrote.
 *
 * @param decisions all of the ticket's, in any order
 */
export function asArrived(ticket: Ticket, decisions: readonly StoredDecision[]): Ticket {
  const written = decisions
    .filter(({ writeState }) => writeState === "applied")
    .toSorted((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt));
  const ours = new Set(written.flatMap(({ receipt }) => receipt.update.addTags ?? []));
  const first = written.find(({ receipt }) => receipt.priority)?.receipt.priority;
  return {
    ...ticket,
    status: "new",
    groupId: null,
    assigneeId: null,
    tags: ticket.tags.filter((tag) => !ours.has(tag)),
    priority: first ? first.from : ticket.priority,
    reopened: false,
  };
}
