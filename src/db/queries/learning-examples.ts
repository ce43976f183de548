import { and, count, desc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type LearningExample, learningExamples } from "../schema/index.ts";

const ofInstallation = (installationId: string) => eq(learningExamples.installationId, installationId);

/** A ticket that was solved again replaces what was known of it. */
export async function saveExamples(tx: Db, rows: readonly LearningExample[]): Promise<void> {
  if (rows.length === 0) return;
  const latest = new Map(rows.map((row) => [row.ticketId, row]));
  const excluded = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(learningExamples)
    .values([...latest.values()])
    .onConflictDoUpdate({
      target: [learningExamples.installationId, learningExamples.ticketId],
      set: {
        groupId: excluded("group_id"),
        priority: excluded("priority"),
        effortMinutes: excluded("effort_minutes"),
        endedAt: excluded("ended_at"),
        featureVersion: excluded("feature_version"),
        sealedBag: excluded("sealed_bag"),
      },
    });
}

/** Deletes the oldest above so many. */
export async function trimExamples(tx: Db, installationId: string, kept: number): Promise<void> {
  const [last] = await tx
    .select({ endedAt: learningExamples.endedAt })
    .from(learningExamples)
    .where(ofInstallation(installationId))
    .orderBy(desc(learningExamples.endedAt))
    .offset(kept)
    .limit(1);
  if (!last) return;
  await tx
    .delete(learningExamples)
    .where(and(ofInstallation(installationId), lte(learningExamples.endedAt, last.endedAt)));
}

export async function countExamples(db: Db, installationId: string): Promise<number> {
  const [row] = await db
    .select({ rows: count() })
    .from(learningExamples)
    .where(ofInstallation(installationId));
  return row?.rows ?? 0;
}

/** Oldest first. */
export async function listExamples(
  db: Db,
  input: { installationId: string; featureVersion: number },
): Promise<LearningExample[]> {
  return db
    .select()
    .from(learningExamples)
    .where(
      and(ofInstallation(input.installationId), eq(learningExamples.featureVersion, input.featureVersion)),
    )
    .orderBy(learningExamples.createdAt, learningExamples.ticketId);
}
