import { and, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { routingCycles, tickets } from "../schema/index.ts";
import { isLaterFact } from "./is-later-fact.ts";

export type TicketRow = typeof tickets.$inferInsert;

/** In the words of the index, which parameters would hide from it. */
const isUnsolved = sql`${tickets.status} not in ('solved', 'closed')`;

/** Brings the mirror up to date; a fact that is older than what is there changes nothing. */
export async function mirrorTickets(db: Db, rows: TicketRow[]): Promise<void> {
  await mirror(db, rows, sql`excluded.updated_at >= ${tickets.updatedAt}`);
}

/** Brings the mirror up to date with a ticket that was read, which may be recorded long after it was answered. */
export async function mirrorReading(db: Db, row: TicketRow): Promise<void> {
  await mirror(db, [row], sql.raw(isLaterFact));
}

/**
 * Brings the mirror up to date with what the reply to a write of ours told, which may be recorded long after it, too. Of the
 * same second somebody else's name in the mirror is a human's choice of after it, unless we had read that name ourselves.
 */
export async function mirrorWrite(db: Db, row: TicketRow, readAssigneeId: string | null): Promise<void> {
  const known = tickets.assigneeId;
  await mirror(
    db,
    [row],
    sql`excluded.updated_at > ${tickets.updatedAt}
      or (excluded.updated_at = ${tickets.updatedAt} and (${known} is null
        or ${known} is not distinct from excluded.assignee_id or ${known} is not distinct from ${readAssigneeId}))`,
  );
}

async function mirror(db: Db, rows: TicketRow[], isNewer: SQL): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(tickets)
    .values(latestOfEach(rows))
    .onConflictDoUpdate({
      target: [tickets.installationId, tickets.ticketId],
      set: {
        status: sql`excluded.status`,
        priority: sql`excluded.priority`,
        groupId: sql`excluded.group_id`,
        assigneeId: sql`excluded.assignee_id`,
        updatedAt: sql`excluded.updated_at`,
      },
      setWhere: isNewer,
    });
}

/** The unsolved tickets that somebody has, by the mirror. */
export async function listTicketsOf(
  db: Db,
  input: { installationId: string; agentId: string },
): Promise<string[]> {
  const rows = await db
    .select({ ticketId: tickets.ticketId })
    .from(tickets)
    .where(
      and(
        eq(tickets.installationId, input.installationId),
        eq(tickets.assigneeId, input.agentId),
        isUnsolved,
      ),
    );
  return rows.map(({ ticketId }) => ticketId);
}

/**
 * Some of the tickets that count against somebody while others wait for room; none while nobody waits.
 *
 * @param input.draw another one draws others
 */
export async function drawCounted(
  db: Db,
  input: { installationId: string; draw: string; limit: number },
): Promise<string[]> {
  const { installationId, draw, limit } = input;
  const rows = await db
    .select({ ticketId: tickets.ticketId })
    .from(tickets)
    .where(
      and(
        eq(tickets.installationId, installationId),
        isNotNull(tickets.assigneeId),
        isUnsolved,
        sql`exists (select from ${routingCycles} as held
          where held.installation_id = ${installationId} and held.demand is not null and held.state = 'held')`,
      ),
    )
    .orderBy(sql`md5(${tickets.ticketId} || ${draw})`)
    .limit(limit);
  return rows.map(({ ticketId }) => ticketId);
}

/** Of these tickets, those that the mirror knows as solved. */
export async function listSolved(
  db: Db,
  input: { installationId: string; ticketIds: string[] },
): Promise<Set<string>> {
  const rows = await db
    .select({ ticketId: tickets.ticketId })
    .from(tickets)
    .where(
      and(
        eq(tickets.installationId, input.installationId),
        inArray(tickets.ticketId, input.ticketIds),
        eq(tickets.status, "solved"),
      ),
    );
  return new Set(rows.map(({ ticketId }) => ticketId));
}

/** Keeps with a ticket what it takes of its assignee's capacity, and through which queue it came. */
export async function noteEffort(
  db: Db,
  row: { installationId: string; ticketId: string; effort: number; queueId: string | null },
): Promise<void> {
  await db
    .update(tickets)
    .set({ effort: row.effort, queueId: row.queueId })
    .where(and(eq(tickets.installationId, row.installationId), eq(tickets.ticketId, row.ticketId)));
}

export async function forgetTicket(db: Db, installationId: string, ticketId: string): Promise<void> {
  await db
    .delete(tickets)
    .where(and(eq(tickets.installationId, installationId), eq(tickets.ticketId, ticketId)));
}

/** PostgreSQL refuses to touch one row twice in one statement. */
function latestOfEach(rows: TicketRow[]): TicketRow[] {
  const latest = new Map<string, TicketRow>();
  for (const row of rows) {
    const key = `${row.installationId}/${row.ticketId}`;
    const known = latest.get(key);
    if (!known || Date.parse(row.updatedAt) >= Date.parse(known.updatedAt)) latest.set(key, row);
  }
  return [...latest.values()];
}
