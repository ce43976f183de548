import type { Db } from "../../db/database.ts";
import { markDecision } from "../../db/queries/decisions.ts";
import { releaseReservation } from "../../db/queries/roster.ts";
import { type CycleKey, finishCycle } from "../../db/queries/routing-cycles.ts";
import { forgetTicket, mirrorTickets } from "../../db/queries/tickets.ts";
import type { TicketFacts } from "../../ports/helpdesk.ts";
import type { Receipt } from "../../routing/receipt.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import type { EndState, RouteOutcome } from "./route-outcome.ts";

export interface CycleEnd {
  state: EndState;
  reason: string;
  decisionId?: string;
  /** Set when the decision was written to the help desk. */
  appliedAt?: string;
  facts?: TicketFacts;
  /** The ticket is not there any more, so it must not count against anybody. */
  isGone?: boolean;
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

/** Records the cycle's one outcome, and gives the room back or turns it into load, all at once. */
export async function endCycle(context: ServiceContext, key: CycleKey, end: CycleEnd): Promise<RouteOutcome> {
  const { installationId, ticketId } = key;
  await context.db.transaction(async (tx: Db) => {
    await finishCycle(tx, key, {
      state: end.state,
      reason: end.reason,
      decisionId: end.decisionId ?? null,
      at: isoNow(context.platform),
    });
    if (end.decisionId && end.appliedAt) await markDecision(tx, end.decisionId, "applied", end.appliedAt);
    if (end.facts) await mirrorTickets(tx, [{ installationId, ...end.facts }]);
    if (end.isGone) await forgetTicket(tx, installationId, ticketId);
    await releaseReservation(tx, installationId, ticketId);
  });
  context.platform.log.info("ticket routed", { installationId, ticketId, state: end.state });
  return { outcome: "ended", state: end.state };
}
