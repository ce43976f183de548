import { and, count, eq, gt, lt } from "drizzle-orm";
import type { Db } from "../database.ts";
import { installAttempts } from "../schema/index.ts";

export type InstallAttempt = typeof installAttempts.$inferSelect;

export async function insertAttempt(db: Db, row: InstallAttempt): Promise<void> {
  await db.insert(installAttempts).values(row);
}

/** Takes the attempt out, so that it can be taken only once; undefined for another browser and after its time. */
export async function takeAttempt(
  db: Db,
  input: { stateHash: string; browserHash: string; at: string },
): Promise<InstallAttempt | undefined> {
  const [row] = await db
    .delete(installAttempts)
    .where(
      and(
        eq(installAttempts.stateHash, input.stateHash),
        eq(installAttempts.browserHash, input.browserHash),
        gt(installAttempts.expiresAt, input.at),
      ),
    )
    .returning();
  return row;
}

/** Removes what was never answered, and tells how many are still open. */
export async function sweepAttempts(db: Db, at: string): Promise<number> {
  await db.delete(installAttempts).where(lt(installAttempts.expiresAt, at));
  const [row] = await db.select({ open: count() }).from(installAttempts);
  return row?.open ?? 0;
}
