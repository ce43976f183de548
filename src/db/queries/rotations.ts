import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { reservations, rotations, routingCycles } from "../schema/index.ts";

export type RotationRow = Omit<typeof rotations.$inferSelect, "installationId">;

/**
 * Where each queue's rotation stands, live reservations included as if they had been written already.
 *
 * @param input.ticketIds tickets that are decided again, whose own reservations are nobody's turn
 */
export async function listRotations(
  db: Db,
  input: { installationId: string; ticketIds: readonly string[] },
): Promise<RotationRow[]> {
  const { installationId } = input;
  return readRows(
    db,
    sql`
    select queue_id as "queueId", agent_id as "agentId", max(turns) as turns, max(floor) as floor,
      to_char(max(last_assigned_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastAssignedAt"
    from (
      select queue_id, agent_id, turns, floor, last_assigned_at from ${rotations}
      where installation_id = ${installationId}
      union all
      select queue_id, agent_id, turns, floor, taken_at from ${reservations}
      where installation_id = ${installationId} and expires_at > now() and queue_id is not null
        and ticket_id not in (select json_array_elements_text(${JSON.stringify(input.ticketIds)}::json))
    ) as either
    group by queue_id, agent_id`,
  );
}

/** Moves a rotation on after an assignment that succeeded. Turns never go back, in whatever order they are told. */
export async function advanceRotation(db: Db, row: typeof rotations.$inferInsert): Promise<void> {
  await db
    .insert(rotations)
    .values(row)
    .onConflictDoUpdate({
      target: [rotations.installationId, rotations.queueId, rotations.agentId],
      set: {
        turns: sql`greatest(${rotations.turns}, excluded.turns)`,
        floor: sql`greatest(${rotations.floor}, excluded.floor)`,
        lastAssignedAt: sql`greatest(${rotations.lastAssignedAt}, excluded.last_assigned_at)`,
      },
    });
}

export interface HandedOut {
  agentId: string;
  count: number;
  /** ISO 8601, UTC. */
  since: string;
}

/** How many held tickets each agent was handed since then, those on their way included but for `ticketIds`. */
export async function countHandedOut(
  db: Db,
  input: { installationId: string; sinceIso: string; ticketIds: readonly string[] },
): Promise<HandedOut[]> {
  const { installationId, sinceIso } = input;
  return readRows(
    db,
    sql`
    select agent_id as "agentId", count(*)::int as count,
      to_char(min(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
    from (
      select assignee_id as agent_id, handed_out_at as at from ${routingCycles}
      where ${and(eq(routingCycles.installationId, installationId), isNotNull(routingCycles.assigneeId))}
        and handed_out_at > ${sinceIso}::timestamptz
      union all
      select agent_id, taken_at from ${reservations} join ${routingCycles} using (installation_id, ticket_id)
      where installation_id = ${installationId} and expires_at > now() and state = 'pending' and held_since is not null
        and ticket_id not in (select json_array_elements_text(${JSON.stringify(input.ticketIds)}::json))
    ) as handed group by agent_id`,
  );
}
