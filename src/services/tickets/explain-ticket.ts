export type { RoutingCycle } from "../../db/schema/index.ts";

import { listDecisions, listDecisionsById } from "../../db/queries/decisions.ts";
import { listDeliveries } from "../../db/queries/deliveries.ts";
import { findLatestCycle, listCycles } from "../../db/queries/routing-cycles.ts";
import type { RoutingCycle, StoredDecision } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";

export interface TicketExplanation {
  cycle: RoutingCycle;
  /** Latest first; the one that the cycle ended with need not be the first. */
  decisions: StoredDecision[];
  deliveries: Awaited<ReturnType<typeof listDeliveries>>;
}

/** All that the register has on one ticket. @throws NotFoundError for a ticket it never saw */
export async function explainTicket(
  context: Pick<ServiceContext, "db">,
  input: { installationId: string; ticketId: string },
): Promise<TicketExplanation> {
  const cycle = await findLatestCycle(context.db, input.installationId, input.ticketId);
  if (!cycle) throw new NotFoundError(`ticket ${input.ticketId}`);
  return {
    cycle,
    decisions: await listDecisions(context.db, input.installationId, input.ticketId),
    deliveries: await listDeliveries(context.db, input.installationId, input.ticketId),
  };
}

export interface RegisterEntry {
  cycle: RoutingCycle;
  decision: StoredDecision | undefined;
}

/** The latest routing cycles with the decision that ended them. */
export async function listRegister(
  context: Pick<ServiceContext, "db">,
  input: { installationId: string; limit: number },
): Promise<RegisterEntry[]> {
  const cycles = await listCycles(context.db, input.installationId, { limit: input.limit });
  const decisions = await listDecisionsById(
    context.db,
    input.installationId,
    cycles.flatMap((cycle) => cycle.decisionId ?? []),
  );
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  return cycles.map((cycle) => ({ cycle, decision: byId.get(cycle.decisionId ?? "") }));
}
