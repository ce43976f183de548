import { and, eq, gte, isNotNull, ne, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { corrections, decisions, routingCycles, tickets } from "../schema/index.ts";

/** What somebody said by moving a ticket; once for each cycle. */
export async function noteMove(
  tx: Db,
  {
    installationId,
    ticketId,
    cycle,
    decisionId,
    groupId,
    at,
  }: MovedTicket & Record<"installationId" | "at", string>,
): Promise<void> {
  await tx
    .insert(corrections)
    .values({
      installationId,
      ticketId,
      cycle,
      actor: "system",
      decisionId,
      reason: "wrong group",
      note: "Somebody moved it to another group in the help desk.",
      wantedGroupId: groupId,
      at,
    })
    .onConflictDoNothing();
}

/** The group that somebody last said a ticket belongs into, by ticket. */
export async function listWantedGroups(db: Db, installationId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ ticketId: corrections.ticketId, wantedGroupId: corrections.wantedGroupId })
    .from(corrections)
    .where(and(eq(corrections.installationId, installationId), isNotNull(corrections.wantedGroupId)))
    .orderBy(corrections.at);
  return new Map(rows.map(({ ticketId, wantedGroupId }) => [ticketId, wantedGroupId ?? ""]));
}

export interface MovedTicket {
  ticketId: string;
  cycle: number;
  decisionId: string;
  groupId: string;
}

/**
 * Tickets whose latest decision of ours was written since then, and which the mirror has in another group by now;
 * without those of which that is noted already.
 */
export async function listMovedTickets(
  db: Db,
  input: { installationId: string; sinceIso: string },
): Promise<MovedTicket[]> {
  const chosen = sql<string>`${decisions.receipt}->'queue'->>'groupId'`;
  const rows = await db
    .selectDistinctOn([decisions.ticketId], {
      ticketId: decisions.ticketId,
      cycle: decisions.cycle,
      decisionId: decisions.id,
      groupId: tickets.groupId,
    })
    .from(decisions)
    .innerJoin(
      tickets,
      and(eq(tickets.installationId, decisions.installationId), eq(tickets.ticketId, decisions.ticketId)),
    )
    .where(
      and(
        eq(decisions.installationId, input.installationId),
        eq(decisions.writeState, "applied"),
        gte(decisions.appliedAt, input.sinceIso),
        isNotNull(tickets.groupId),
        ne(tickets.groupId, chosen),
        sql`not exists (select 1 from ${corrections} where ${corrections.installationId} = ${decisions.installationId} and ${corrections.ticketId} = ${decisions.ticketId} and ${corrections.at} >= ${decisions.decidedAt})`,
        sql`not exists (select 1 from ${routingCycles} where ${routingCycles.installationId} = ${decisions.installationId} and ${routingCycles.ticketId} = ${decisions.ticketId} and ${routingCycles.state} = 'pending')`,
      ),
    )
    .orderBy(decisions.ticketId, sql`${decisions.decidedAt} desc`);
  return rows.map((row) => ({ ...row, groupId: row.groupId ?? "" }));
}
