import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../database.ts";
import { deadLetters } from "../schema/index.ts";

export type DeadLetter = typeof deadLetters.$inferSelect;

export async function insertDeadLetters(db: Db, rows: DeadLetter[]): Promise<void> {
  if (rows.length > 0) await db.insert(deadLetters).values(rows).onConflictDoNothing();
}

/** The latest first. */
export async function listDeadLetters(db: Db, installationId: string): Promise<DeadLetter[]> {
  return db
    .select()
    .from(deadLetters)
    .where(eq(deadLetters.installationId, installationId))
    .orderBy(desc(deadLetters.diedAt), desc(deadLetters.letterId))
    .limit(100);
}

/** Takes a letter out; undefined when it is not there, or somebody else was faster. */
export async function takeDeadLetter(
  tx: Db,
  input: { installationId: string; letterId: string },
): Promise<DeadLetter | undefined> {
  const [taken] = await tx
    .delete(deadLetters)
    .where(
      and(eq(deadLetters.installationId, input.installationId), eq(deadLetters.letterId, input.letterId)),
    )
    .returning();
  return taken;
}
