import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type Learning, learning } from "../schema/index.ts";

export async function findLearning(db: Db, installationId: string): Promise<Learning | undefined> {
  const [row] = await db.select().from(learning).where(eq(learning.installationId, installationId));
  return row;
}

/** Leaves a row that is there as it is. */
export async function insertLearning(db: Db, row: typeof learning.$inferInsert): Promise<void> {
  await db.insert(learning).values(row).onConflictDoNothing();
}

export async function updateLearning(
  db: Db,
  installationId: string,
  changes: Partial<Omit<Learning, "installationId">>,
): Promise<void> {
  await db.update(learning).set(changes).where(eq(learning.installationId, installationId));
}

/**
 * Moves the import on from where the caller believes it to be.
 * @returns false when another process has moved it, or it was begun anew
 */
export async function moveImport(
  tx: Db,
  at: { installationId: string; cursor: string | null },
  changes: Partial<Omit<Learning, "installationId">> & { newlyRead: number },
): Promise<boolean> {
  const { newlyRead, ...rest } = changes;
  const isThere = at.cursor === null ? isNull(learning.importCursor) : eq(learning.importCursor, at.cursor);
  const moved = await tx
    .update(learning)
    .set({ ...rest, ticketsRead: sql`${learning.ticketsRead} + ${newlyRead}` })
    .where(
      and(eq(learning.installationId, at.installationId), eq(learning.importState, "importing"), isThere),
    )
    .returning({ installationId: learning.installationId });
  return moved.length > 0;
}

/** Counts one call of the outside model. @returns false where the day's budget is used up, and nothing is counted */
export async function takeOutsideCall(
  db: Db,
  { installationId, day, budget }: { installationId: string; day: string; budget: number },
): Promise<boolean> {
  if (budget < 1) return false;
  const isAnotherDay = sql`${learning.outsideDay} is distinct from ${day}`;
  const taken = await db
    .update(learning)
    .set({
      outsideDay: day,
      outsideCalls: sql`case when ${isAnotherDay} then 1 else ${learning.outsideCalls} + 1 end`,
    })
    .where(
      and(eq(learning.installationId, installationId), or(isAnotherDay, lt(learning.outsideCalls, budget))),
    )
    .returning({ installationId: learning.installationId });
  return taken.length > 0;
}
