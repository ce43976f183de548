import type { Replaced } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";

/**
 * Of what our write replaced, the fields that nobody has touched since: there our value still stands in a human's way.
 * Whoever has given the ticket to somebody has seen its group, and has chosen it with the agent.
 */
export function stillReplaced(
  { groupId, assigneeId, priority }: Replaced,
  /** The ticket as our write left it, and as it was read last. */
  { ours, latest }: { ours: TicketFacts; latest: TicketFacts },
): Replaced {
  const isGiven = latest.assigneeId !== null && latest.assigneeId !== ours.assigneeId;
  return {
    ...(groupId !== undefined && latest.groupId === ours.groupId && !isGiven && { groupId }),
    ...(assigneeId !== undefined && latest.assigneeId === ours.assigneeId && { assigneeId }),
    ...(priority !== undefined && latest.priority === ours.priority && { priority }),
  };
}
