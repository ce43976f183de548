import { sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { decisions, learningExamples } from "../schema/index.ts";

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
