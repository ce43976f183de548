import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { policyDrafts } from "../schema/index.ts";

export type PolicyDraft = typeof policyDrafts.$inferSelect;

export async function findDraft(
  db: Db,
  input: { installationId: string; owner: string },
): Promise<PolicyDraft | undefined> {
  const [row] = await db.select().from(policyDrafts).where(ofOwner(input));
  return row;
}

/** Who is working on something, and since which version; without the documents. */
export async function listDrafts(db: Db, installationId: string) {
  const { owner, baseVersion, updatedAt } = policyDrafts;
  return db
    .select({ owner, baseVersion, updatedAt })
    .from(policyDrafts)
    .where(eq(policyDrafts.installationId, installationId))
    .orderBy(owner);
}

export async function upsertDraft(db: Db, row: typeof policyDrafts.$inferInsert): Promise<void> {
  await db
    .insert(policyDrafts)
    .values(row)
    .onConflictDoUpdate({
      target: [policyDrafts.installationId, policyDrafts.owner],
      set: {
        document: sql`excluded.document`,
        baseVersion: sql`excluded.base_version`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
}

export async function deleteDraft(db: Db, input: { installationId: string; owner: string }): Promise<void> {
  await db.delete(policyDrafts).where(ofOwner(input));
}

function ofOwner({ installationId, owner }: { installationId: string; owner: string }) {
  return and(eq(policyDrafts.installationId, installationId), eq(policyDrafts.owner, owner));
}
