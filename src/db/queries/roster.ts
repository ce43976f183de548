import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { agentSettings, agents, groups, installations, reservations } from "../schema/index.ts";

/** Replaces the roster by what the help desk has now; who is gone there leaves at once. */
export async function replaceRoster(
  tx: Db,
  installationId: string,
  roster: {
    groups: Omit<typeof groups.$inferInsert, "installationId">[];
    agents: Omit<typeof agents.$inferInsert, "installationId">[];
  },
): Promise<void> {
  await moveRosterVersion(tx, installationId);
  await tx.delete(groups).where(eq(groups.installationId, installationId));
  await tx.delete(agents).where(eq(agents.installationId, installationId));
  if (roster.groups.length > 0) {
    await tx.insert(groups).values(roster.groups.map((group) => ({ installationId, ...group })));
  }
  if (roster.agents.length > 0) {
    await tx.insert(agents).values(roster.agents.map((agent) => ({ installationId, ...agent })));
  }
}

async function moveRosterVersion(tx: Db, installationId: string): Promise<void> {
  await tx
    .update(installations)
    .set({ rosterVersion: sql`${installations.rosterVersion} + 1` })
    .where(eq(installations.id, installationId));
}

/** Which roster there is; the same number is the same roster. @throws when there is no such installation */
export async function getRosterVersion(db: Db, installationId: string): Promise<number> {
  const [row] = await db
    .select({ version: installations.rosterVersion })
    .from(installations)
    .where(eq(installations.id, installationId));
  if (!row) throw new Error(`there is no installation ${installationId}`);
  return row.version;
}

export async function listGroups(db: Db, installationId: string) {
  return db.select().from(groups).where(eq(groups.installationId, installationId)).orderBy(groups.groupId);
}

export async function listAgents(db: Db, installationId: string) {
  return db.select().from(agents).where(eq(agents.installationId, installationId)).orderBy(agents.agentId);
}

/**
 * Takes room for tickets, in place of any earlier reservations of the same tickets. The rows go as one parameter: others
 * wait for the lock meanwhile, and so many single ones take longer to read than to write.
 */
export async function reserve(
  tx: Db,
  rows: readonly Omit<typeof reservations.$inferSelect, "installationId" | "takenAt" | "expiresAt">[],
  input: { installationId: string; takenAt: string; lifeSeconds: number },
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into ${reservations}
      (installation_id, ticket_id, agent_id, queue_id, effort, turns, floor, taken_at, expires_at)
    select ${input.installationId}, "ticketId", "agentId", "queueId", "effort", "turns", "floor",
      ${input.takenAt}::timestamptz, now() + make_interval(secs => ${input.lifeSeconds}::float8)
    from json_to_recordset(${JSON.stringify(rows)}::json) as input (
      "ticketId" text, "agentId" text, "queueId" text, "effort" float8, "turns" float8, "floor" float8
    )
    on conflict (installation_id, ticket_id) do update set
      agent_id = excluded.agent_id, queue_id = excluded.queue_id, effort = excluded.effort,
      turns = excluded.turns, floor = excluded.floor, taken_at = excluded.taken_at,
      expires_at = excluded.expires_at`);
}

/** @returns the room that was given back, or undefined when there was none */
export async function releaseReservation(
  tx: Db,
  installationId: string,
  ticketId: string,
): Promise<typeof reservations.$inferSelect | undefined> {
  const [released] = await tx
    .delete(reservations)
    .where(and(eq(reservations.installationId, installationId), eq(reservations.ticketId, ticketId)))
    .returning();
  return released;
}

export async function listAgentSettings(db: Db, installationId: string) {
  return db.select().from(agentSettings).where(eq(agentSettings.installationId, installationId));
}

export async function saveAgentSettings(tx: Db, row: typeof agentSettings.$inferInsert): Promise<void> {
  await moveRosterVersion(tx, row.installationId);
  await tx
    .insert(agentSettings)
    .values(row)
    .onConflictDoUpdate({
      target: [agentSettings.installationId, agentSettings.agentId],
      set: { settings: sql`excluded.settings`, updatedAt: sql`excluded.updated_at` },
    });
}
