import { sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { decisions, learningExamples, routingCycles, tickets } from "../schema/index.ts";

/** How many other tickets of the requester came before, as far as we know of them; counting ends at `most`. */
export async function countEarlierTickets(
  db: Db,
  input: { installationId: string; requesterId: string; ticketId: string; beforeIso: string; most: number },
): Promise<number> {
  const { installationId, requesterId, ticketId, beforeIso, most } = input;
  const known = sql`
    select ${decisions.ticketId} as ticket_id from ${decisions}
    where ${decisions.installationId} = ${installationId} and ${decisions.requesterId} = ${requesterId}
      and ${decisions.decidedAt} < ${beforeIso}
    union
    select ${learningExamples.ticketId} as ticket_id from ${learningExamples}
    where ${learningExamples.installationId} = ${installationId}
      and ${learningExamples.requesterId} = ${requesterId} and ${learningExamples.createdAt} < ${beforeIso}`;
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(
      sql`(select ticket_id from (${known}) as known where ticket_id <> ${ticketId} limit ${most}) as earlier`,
    );
  return row?.count ?? 0;
}

/**
 * Who had the ticket in an earlier routing cycle; else who has, or had when it was solved, the latest of the requester's
 * other tickets that were decided before.
 *
 * @param input.cycle only those before it count; null where all do
 */
export async function findPreviousAgent(
  db: Db,
  input: {
    installationId: string;
    ticketId: string;
    cycle: number | null;
    requesterId: string;
    beforeIso: string;
  },
): Promise<string | null> {
  const { installationId, ticketId, cycle, requesterId, beforeIso } = input;
  const [row] = await readRows<{ agent_id: string | null }>(
    db,
    sql`
    select coalesce(
      (select own.assignee_id from ${routingCycles} as own
        where own.installation_id = ${installationId} and own.ticket_id = ${ticketId}
          and (${cycle}::int is null or own.cycle < ${cycle}::int) and own.assignee_id is not null
        order by own.cycle desc limit 1),
      (select other.assignee_id from ${decisions} as decided
        join ${tickets} as other
          on other.installation_id = decided.installation_id and other.ticket_id = decided.ticket_id
        where decided.installation_id = ${installationId} and decided.requester_id = ${requesterId}
          and decided.ticket_id <> ${ticketId} and decided.decided_at < ${beforeIso}::timestamptz
          and other.assignee_id is not null
        order by decided.decided_at desc limit 1)
    ) as agent_id`,
  );
  return row?.agent_id ?? null;
}
