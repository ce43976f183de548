import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { type Claim, finishCycle } from "../../db/queries/claimed-cycles.ts";
import { markDecision } from "../../db/queries/decisions.ts";
import { releaseReservation } from "../../db/queries/roster.ts";
import { advanceRotation } from "../../db/queries/rotations.ts";
import { forgetTicket, mirrorWrite, noteEffort } from "../../db/queries/tickets.ts";
import type { Seen } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import type { Receipt } from "../../routing/receipt.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import type { MadeDecision } from "./decide-ticket.ts";
import { handOutJob } from "./hand-out-job.ts";
import type { EndState, RouteOutcome } from "./route-outcome.ts";

export interface CycleEnd {
  state: EndState;
  reason: string;
  decisionId?: string;
  /** Set when the decision was written to the help desk. */
  appliedAt?: string;
  facts?: TicketFacts;
  /** Who had the ticket when it was read for that write. */
  readAssigneeId?: string | null;
  /** The ticket is not there any more, so it must not count against anybody. */
  isGone?: boolean;
  /** When the new owner loses the ticket unless they have touched it. ISO 8601, UTC. */
  takeBackAt?: string | null;
  /** Of a ticket that ends as held: its decision, for what it waits for. */
  held?: Pick<MadeDecision["decision"], "receipt" | "demand">;
}

export const deletedEnd: CycleEnd = {
  state: "left alone",
  reason: "The ticket was deleted or marked as spam.",
  isGone: true,
};

/** What became of a decision that was written, by the assignee that the ticket has now. */
export function stateOf(receipt: Receipt, assigneeId: string | null): EndState {
  if (assigneeId !== null) return "assigned";
  return receipt.outcome === "group" ? "grouped" : "held";
}

/** Somebody else has the cycle by now: all that was done with it is undone. */
class TakenOverError extends Error {}

/**
 * Records the cycle's one outcome, and gives the room back or turns it into load, all at once. Who was held up for so long
 * that somebody else has taken the cycle over leaves outcome and room to that one.
 */
export async function endCycle(context: ServiceContext, claim: Claim, end: CycleEnd): Promise<RouteOutcome> {
  const { installationId, ticketId } = claim;
  const at = isoNow(context.platform);
  const ended = context.db.transaction(async (tx: Db) => {
    const [isFinished, room] = await inOneFlight([
      finishCycle(tx, claim, {
        state: end.state,
        reason: end.reason,
        decisionId: end.decisionId ?? null,
        at,
        assigneeId: end.state === "assigned" ? (end.facts?.assigneeId ?? null) : null,
        demand: end.state === "held" ? (end.held?.demand ?? null) : null,
        dueAt: end.held?.receipt.nextDueAt?.at ?? null,
        seen: end.facts ? seenOf(end.facts) : null,
        takeBackAt: end.state === "assigned" ? (end.takeBackAt ?? null) : null,
      }),
      releaseReservation(tx, installationId, ticketId),
      end.decisionId && end.appliedAt && markDecision(tx, end.decisionId, "applied", end.appliedAt),
      end.facts && mirrorWrite(tx, { installationId, ...end.facts }, end.readAssigneeId ?? null),
      end.isGone && forgetTicket(tx, installationId, ticketId),
    ]);
    if (!isFinished) throw new TakenOverError();
    if (!room) return;
    if (end.state !== "assigned") return context.queue.enqueue(tx, [handOutJob({ installationId })]);
    await noteEffort(tx, room);
    const { agentId, queueId, turns, floor } = room;
    // Only what was really assigned moves a rotation on.
    if (queueId && end.facts?.assigneeId === agentId) {
      await advanceRotation(tx, { installationId, queueId, agentId, turns, floor, lastAssignedAt: at });
    }
  });
  try {
    await ended;
  } catch (error) {
    if (error instanceof TakenOverError) return { outcome: "not due" };
    throw error;
  }
  context.platform.log.info("ticket routed", { installationId, ticketId, state: end.state });
  return { outcome: "ended", state: end.state };
}

function seenOf({ groupId, assigneeId, priority }: TicketFacts): Seen {
  return { groupId, assigneeId, priority };
}
