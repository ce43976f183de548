import { markDecision } from "../../db/queries/decisions.ts";
import type { StoredDecision } from "../../db/schema/index.ts";
import type { HelpdeskClient, Seen } from "../../ports/helpdesk.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { type CycleEnd, stateOf } from "./end-cycle.ts";
import { putBack } from "./put-back.ts";

/**
 * Finds out what became of a write that an earlier attempt began: its reply was lost, or its worker died. If the
 * ticket shows it, it was done, and must not be done twice.
 *
 * @returns how the cycle ends, or undefined when the ticket is still to be decided
 */
export async function settleOpenDecision(
  context: ServiceContext,
  input: {
    open: StoredDecision;
    ticket: Ticket;
    client: HelpdeskClient;
    seen: Seen | null;
    integrationUserId: string;
  },
): Promise<CycleEnd | undefined> {
  const { open, ticket, client } = input;
  if (open.writeState === "restoring" && open.restoration) {
    return putBack(context, { decision: open, client, restoration: open.restoration });
  }
  if (!isDone(open, ticket)) {
    await markDecision(context.db, open.id, "superseded");
    return undefined;
  }
  const seen = input.seen ?? { groupId: null, assigneeId: null, priority: null };
  const replaced = await client.findReplaced({
    ticketId: ticket.id,
    byUserId: input.integrationUserId,
    seen,
  });
  if (replaced) {
    const ours = { ticketId: ticket.id, ...factsOf(ticket) };
    return putBack(context, { decision: open, client, restoration: { replaced, ours } });
  }
  return {
    state: stateOf(open.receipt, ticket.assigneeId),
    reason: open.sentence,
    decisionId: open.id,
    appliedAt: isoNow(context.platform),
    facts: { ticketId: ticket.id, ...factsOf(ticket) },
    held: open,
  };
}

/** Whether the ticket shows what was decided. */
export function isDone({ receipt: { update } }: StoredDecision, ticket: Ticket): boolean {
  return (
    ticket.groupId === (update.groupId ?? ticket.groupId) &&
    ticket.assigneeId === (update.assigneeId ?? ticket.assigneeId)
  );
}

export function factsOf({ status, priority, groupId, assigneeId, createdAt, updatedAt }: Ticket) {
  return { status, priority, groupId, assigneeId, createdAt, updatedAt };
}
