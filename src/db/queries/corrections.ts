import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type Correction, corrections } from "../schema/index.ts";

/** Keeps what somebody says of a routing cycle, in place of what they said of it before. */
export async function saveCorrection(db: Db, row: Correction): Promise<void> {
  const { decisionId, reason, note, wantedGroupId, at } = row;
  await db
    .insert(corrections)
    .values(row)
    .onConflictDoUpdate({
      target: [corrections.installationId, corrections.ticketId, corrections.cycle, corrections.actor],
      set: { decisionId, reason, note, wantedGroupId, at },
    });
}

/** What was said of one ticket, latest first. */
export async function listCorrections(
  db: Db,
  installationId: string,
  ticketId: string,
): Promise<Correction[]> {
  return db
    .select()
    .from(corrections)
    .where(and(eq(corrections.installationId, installationId), eq(corrections.ticketId, ticketId)))
    .orderBy(desc(corrections.at))
    .limit(50);
}
