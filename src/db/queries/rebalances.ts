import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { type PlannedTicket, rebalances, routingCycles } from "../schema/index.ts";
import type { CycleKey } from "./routing-cycles.ts";

type Rebalance = typeof rebalances.$inferSelect;

/** Keeps a preview until it is applied; those made before `olderThan` are of no use any more. */
export async function saveRebalance(
  tx: Db,
  row: typeof rebalances.$inferInsert,
  input: { olderThan: string },
): Promise<void> {
  await tx
    .delete(rebalances)
    .where(and(eq(rebalances.installationId, row.installationId), lt(rebalances.madeAt, input.olderThan)));
  await tx.insert(rebalances).values(row);
}

export async function findRebalance(
  db: Db,
  installationId: string,
  id: string,
): Promise<Rebalance | undefined> {
  const [row] = await db
    .select()
    .from(rebalances)
    .where(and(eq(rebalances.installationId, installationId), eq(rebalances.id, id)));
  return row;
}

/** @returns false when it was applied before */
export async function markRebalanceApplied(tx: Db, id: string, at: string): Promise<boolean> {
  const marked = await tx
    .update(rebalances)
    .set({ appliedAt: at })
    .where(and(eq(rebalances.id, id), isNull(rebalances.appliedAt)))
    .returning({ id: rebalances.id });
  return marked.length > 0;
}

/** Makes held tickets pending again, each for the agent whom a plan names; those not held any more stay as they are. */
export async function releaseToPlanned(
  tx: Db,
  input: { installationId: string; planned: readonly PlannedTicket[]; at: string },
): Promise<CycleKey[]> {
  return readRows<CycleKey>(
    tx,
    sql`
    update ${routingCycles} set state = 'pending', due_at = ${input.at}, finished_at = null, claimed_until = null,
      attempts = 0, planned_agent_id = plan."agentId"
    from json_to_recordset(${JSON.stringify(input.planned)}::json)
      as plan ("ticketId" text, "cycle" int, "agentId" text)
    where installation_id = ${input.installationId} and ticket_id = plan."ticketId"
      and routing_cycles.cycle = plan."cycle" and state = 'held'
    returning installation_id as "installationId", ticket_id as "ticketId", routing_cycles.cycle`,
  );
}
