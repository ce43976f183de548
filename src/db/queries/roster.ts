import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { agentSettings, agents, groups, reservations } from "../schema/index.ts";

/** Replaces the roster by what the help desk has now; who is gone there leaves at once. */
export async function replaceRoster(
  tx: Db,
  installationId: string,
  roster: {
    groups: Omit<typeof groups.$inferInsert, "installationId">[];
    agents: Omit<typeof agents.$inferInsert, "installationId">[];
  },
): Promise<void> {
  await tx.delete(groups).where(eq(groups.installationId, installationId));
  await tx.delete(agents).where(eq(agents.installationId, installationId));
  if (roster.groups.length > 0) {
    await tx.insert(groups).values(roster.groups.map((group) => ({ installationId, ...group })));
  }
  if (roster.agents.length > 0) {
    await tx.insert(agents).values(roster.agents.map((agent) => ({ installationId, ...agent })));
  }
}

export async function listGroups(db: Db, installationId: string) {
  return db.select().from(groups).where(eq(groups.installationId, installationId)).orderBy(groups.groupId);
}

export async function listAgents(db: Db, installationId: string) {
  return db.select().from(agents).where(eq(agents.installationId, installationId)).orderBy(agents.agentId);
}

/** Takes room for tickets, in place of any earlier reservations of the same tickets. */
export async function reserve(
  tx: Db,
  rows: Omit<typeof reservations.$inferInsert, "expiresAt">[],
  input: { lifeSeconds: number },
): Promise<void> {
  if (rows.length === 0) return;
  const expiresAt = sql`now() + make_interval(secs => ${input.lifeSeconds}::float8)`;
  await tx
    .insert(reservations)
    .values(rows.map((row) => ({ ...row, expiresAt })))
    .onConflictDoUpdate({
      target: [reservations.installationId, reservations.ticketId],
      set: {
        agentId: sql`excluded.agent_id`,
        queueId: sql`excluded.queue_id`,
        effort: sql`excluded.effort`,
        turns: sql`excluded.turns`,
        floor: sql`excluded.floor`,
        takenAt: sql`excluded.taken_at`,
        expiresAt: sql`excluded.expires_at`,
      },
    });
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

export async function saveAgentSettings(db: Db, row: typeof agentSettings.$inferInsert): Promise<void> {
  await db
    .insert(agentSettings)
    .values(row)
    .onConflictDoUpdate({
      target: [agentSettings.installationId, agentSettings.agentId],
      set: { settings: sql`excluded.settings`, updatedAt: sql`excluded.updated_at` },
    });
}
