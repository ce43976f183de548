import { markDecision } from "../../db/queries/decisions.ts";
import type { StoredDecision } from "../../db/schema/index.ts";
import type { HelpdeskClient, Seen } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import type { Ticket, TicketUpdate } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { type CycleEnd, stateOf } from "./end-cycle.ts";
import { factsOf } from "./facts-of.ts";
import { isDone } from "./is-done.ts";
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
  const latest = { ticketId: ticket.id, ...factsOf(ticket) };
  if (open.writeState === "restoring" && open.restoration) {
    return putBack(context, { decision: open, client, restoration: open.restoration, latest });
  }
  const write = await client.findWrite({
    ticketId: ticket.id,
    byUserId: input.integrationUserId,
    seen: input.seen ?? { groupId: null, assigneeId: null, priority: null },
    update: open.receipt.update,
    sinceIso: new Date(open.decidedAt).toISOString(),
  });
  if (write?.replaced) {
    const restoration = { replaced: write.replaced, ours: asWritten(open.receipt.update, latest) };
    return putBack(context, { decision: open, client, restoration, latest });
  }
  const applied = { decisionId: open.id, appliedAt: isoNow(context.platform), facts: latest };
  if (isDone(open, ticket)) {
    return {
      ...applied,
      state: stateOf(open.receipt, ticket.assigneeId),
      reason: open.sentence,
      held: open,
    };
  }
  if (write) {
    const reason = "Left alone, because somebody changed the ticket again right after it was routed.";
    return { ...applied, state: "left alone", reason };
  }
  await markDecision(context.db, open.id, "superseded");
  return undefined;
}

/** The ticket as our write left it, whatever became of it since. */
export function asWritten({ groupId, assigneeId, priority }: TicketUpdate, latest: TicketFacts): TicketFacts {
  return {
    ...latest,
    ...(groupId !== undefined && { groupId }),
    ...(assigneeId !== undefined && { assigneeId }),
    ...(priority !== undefined && { priority }),
  };
}
