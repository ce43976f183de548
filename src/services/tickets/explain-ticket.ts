export type { RoutingCycle } from "../../db/schema/index.ts";

import { listDecisions, listDecisionsById } from "../../db/queries/decisions.ts";
import { listDeliveries } from "../../db/queries/deliveries.ts";
import { findPolicy } from "../../db/queries/policies.ts";
import { findLatestCycle, listCycles } from "../../db/queries/routing-cycles.ts";
import type { RoutingCycle, StoredDecision } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { expandReceipt } from "../../routing/expand-receipt.ts";
import type { RuleTrace } from "../../routing/receipt.ts";
import type { ServiceContext } from "../context.ts";
import { type Named, withEventNames } from "../deliveries/name-event.ts";
import { compilePolicy } from "../policies/compile-policy.ts";

export interface TicketExplanation {
  cycle: RoutingCycle;
  /** Latest first; the one that the cycle ended with need not be the first. */
  decisions: StoredDecision[];
  /** Every rule of the policy version that decided, with what was compared; empty where nothing was decided. */
  rules: RuleTrace[];
  deliveries: Named<Awaited<ReturnType<typeof listDeliveries>>>;
}

/** All that the register has on one ticket. @throws NotFoundError for a ticket it never saw */
export async function explainTicket(
  context: Pick<ServiceContext, "db" | "compiledPolicies">,
  input: { installationId: string; ticketId: string },
): Promise<TicketExplanation> {
  const cycle = await findLatestCycle(context.db, input.installationId, input.ticketId);
  if (!cycle) throw new NotFoundError(`ticket ${input.ticketId}`);
  const decisions = await listDecisions(context.db, input.installationId, input.ticketId);
  const decided = decisions.find((decision) => decision.id === cycle.decisionId) ?? decisions[0];
  const policy = decided && (await findPolicy(context.db, input.installationId, decided.policyVersion));
  return {
    cycle,
    decisions,
    rules: decided && policy ? expandReceipt(decided.receipt, compilePolicy(context, policy)) : [],
    deliveries: withEventNames(await listDeliveries(context.db, input.installationId, input.ticketId)),
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
