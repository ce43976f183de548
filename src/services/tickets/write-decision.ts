import { markDecision } from "../../db/queries/decisions.ts";
import type { HelpdeskClient, UpdateResult } from "../../ports/helpdesk.ts";
import type { Policy } from "../../routing/policy.ts";
import { takeBackAt } from "../../routing/reassignment.ts";
import type { Ticket, TicketUpdate } from "../../routing/ticket.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import type { MadeDecision } from "./decide-ticket.ts";
import { type CycleEnd, deletedEnd, stateOf } from "./end-cycle.ts";
import { putBack } from "./put-back.ts";

export type WriteOutcome =
  | { outcome: "ended"; end: CycleEnd }
  | { outcome: "conflict" }
  | { outcome: "refused"; reason: string };

/** One conditional write. A human's hand always wins, also where the help desk's own condition cannot see it. */
export async function writeDecision(
  context: ServiceContext,
  input: {
    ticket: Ticket;
    made: MadeDecision;
    client: HelpdeskClient;
    policy: Policy;
    /** Somebody set the priority since we first saw the ticket, so ours stays out of it. */
    isPriorityTaken: boolean;
  },
): Promise<WriteOutcome> {
  const { made, client, ticket } = input;
  const { priority, ...rest } = made.decision.update;
  const update: TicketUpdate = {
    ...rest,
    ...(priority === undefined || input.isPriorityTaken ? {} : { priority }),
    // An escalation's notice is a note in any case.
    ...(input.policy.note || rest.tell ? { note: `Signalbox: ${made.sentence}` } : {}),
  };
  const result = await client.updateTicket(ticket, update);
  switch (result.outcome) {
    case "conflict":
      return result;
    case "gone":
      return { outcome: "ended", end: deletedEnd };
    case "refused": {
      await markDecision(context.db, made.id, "refused");
      const field = result.field ? ` (${result.field})` : "";
      return { outcome: "refused", reason: `The help desk refused the change${field}: ${result.reason}` };
    }
    case "updated":
      return {
        outcome: "ended",
        end: result.replaced
          ? await putBack(context, {
              decision: { id: made.id, ...made.decision },
              client,
              restoration: { replaced: result.replaced, ours: result.ticket },
            })
          : applied(context, { ...input, update, result }),
      };
  }
}

function applied(
  context: ServiceContext,
  input: {
    ticket: Ticket;
    made: MadeDecision;
    policy: Policy;
    update: TicketUpdate;
    result: Extract<UpdateResult, { outcome: "updated" }>;
  },
): CycleEnd {
  const { made, update } = input;
  const { ticket } = input.result;
  const appliedAt = isoNow(context.platform);
  const queue = input.policy.queues.find(({ id }) => id === made.decision.receipt.queue?.id);
  const isAsAsked =
    ticket.groupId === update.groupId &&
    (update.assigneeId === undefined || ticket.assigneeId === update.assigneeId);
  return {
    state: stateOf(made.decision.receipt, ticket.assigneeId),
    reason: isAsAsked
      ? made.sentence
      : `${made.sentence} The help desk's own rules then changed the group or the assignee.`,
    decisionId: made.id,
    appliedAt,
    facts: ticket,
    readAssigneeId: input.ticket.assigneeId,
    held: made.decision,
    takeBackAt: queue ? takeBackAt(input.policy, queue, appliedAt) : null,
  };
}
