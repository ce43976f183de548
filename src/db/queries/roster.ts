import { and, count, eq, gt, inArray, notInArray, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { agents, groups, reservations, tickets } from "../schema/index.ts";

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

/** Only work in progress counts: solved, closed and on-hold tickets do not fill an agent. */
const countedStatuses = ["new", "open", "pending"] as const;

/** Effort points held by each agent: open tickets of the mirror and live reservations, `exceptTicketId` left out. */
export async function loadByAgent(
  db: Db,
  installationId: string,
  exceptTicketId: string,
): Promise<Map<string, number>> {
  const reserved = await db
    .select({
      ticketId: reservations.ticketId,
      agentId: reservations.agentId,
      effort: reservations.effort,
    })
    .from(reservations)
    .where(and(eq(reservations.installationId, installationId), gt(reservations.expiresAt, sql`now()`)));
  const live = reserved.filter((row) => row.ticketId !== exceptTicketId);
  const open = await db
    .select({ agentId: tickets.assigneeId, open: count() })
    .from(tickets)
    .where(
      and(
        eq(tickets.installationId, installationId),
        inArray(tickets.status, [...countedStatuses]),
        sql`${tickets.assigneeId} is not null`,
        // A ticket counts once, also while its reservation and its mirror row both exist.
        notInArray(tickets.ticketId, [exceptTicketId, ...live.map((row) => row.ticketId)]),
      ),
    )
    .groupBy(tickets.assigneeId);
  const loads = new Map<string, number>();
  for (const row of open) if (row.agentId) loads.set(row.agentId, row.open);
  for (const row of live) loads.set(row.agentId, (loads.get(row.agentId) ?? 0) + row.effort);
  return loads;
}

/** Takes room for the ticket, in place of any earlier reservation of the same ticket. */
export async function reserve(
  tx: Db,
  row: { installationId: string; ticketId: string; agentId: string; effort: number; lifeSeconds: number },
): Promise<void> {
  const expiresAt = sql`now() + make_interval(secs => ${row.lifeSeconds}::float8)`;
  await tx
    .insert(reservations)
    .values({
      installationId: row.installationId,
      ticketId: row.ticketId,
      agentId: row.agentId,
      effort: row.effort,
      expiresAt,
    })
    .onConflictDoUpdate({
      target: [reservations.installationId, reservations.ticketId],
      set: { agentId: row.agentId, effort: row.effort, expiresAt },
    });
}

export async function releaseReservation(tx: Db, installationId: string, ticketId: string): Promise<void> {
  await tx
    .delete(reservations)
    .where(and(eq(reservations.installationId, installationId), eq(reservations.ticketId, ticketId)));
}
