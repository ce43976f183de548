import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../database.ts";
import { policies } from "../schema/index.ts";

export type StoredPolicy = typeof policies.$inferSelect;

/** The version in force: the highest. */
export async function findActivePolicy(db: Db, installationId: string): Promise<StoredPolicy | undefined> {
  const [row] = await db
    .select()
    .from(policies)
    .where(eq(policies.installationId, installationId))
    .orderBy(desc(policies.version))
    .limit(1);
  return row;
}

export async function findPolicy(
  db: Db,
  installationId: string,
  version: number,
): Promise<StoredPolicy | undefined> {
  const [row] = await db
    .select()
    .from(policies)
    .where(and(eq(policies.installationId, installationId), eq(policies.version, version)));
  return row;
}

export async function insertPolicy(db: Db, row: typeof policies.$inferInsert): Promise<void> {
  await db.insert(policies).values(row);
}
