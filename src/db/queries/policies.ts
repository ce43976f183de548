import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import type { Policy } from "../../routing/policy.ts";
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

/**
 * The version in force, for who knows one: a version never changes, and a long document takes longer to send and to read
 * than a ticket to route.
 *
 * @returns `known` itself where that is still in force
 */
export async function findPolicySince(
  db: Db,
  installationId: string,
  known: StoredPolicy | undefined,
): Promise<StoredPolicy | undefined> {
  const isKnown = sql`${policies.version} = ${known?.version ?? null}::int`;
  const [row] = await db
    .select({
      ...getTableColumns(policies),
      document: sql<Policy | null>`case when ${isKnown} then null else ${policies.document} end`.mapWith(
        policies.document,
      ),
    })
    .from(policies)
    .where(eq(policies.installationId, installationId))
    .orderBy(desc(policies.version))
    .limit(1);
  if (!row) return undefined;
  const { document } = row;
  return document ? { ...row, document } : known;
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

/** Versions below `before`, the latest first; of each document only what a list shows. */
export async function listPolicies(db: Db, input: { installationId: string; before: number; limit: number }) {
  const { installationId, before, limit } = input;
  return db
    .select({
      version: policies.version,
      hash: policies.hash,
      savedBy: policies.savedBy,
      note: policies.note,
      restoredFrom: policies.restoredFrom,
      createdAt: policies.createdAt,
      mode: sql<Policy["mode"]>`${policies.document} ->> 'mode'`,
      rules: sql<number>`jsonb_array_length(${policies.document} -> 'rules')`,
      queues: sql<number>`jsonb_array_length(${policies.document} -> 'queues')`,
    })
    .from(policies)
    .where(and(eq(policies.installationId, installationId), lt(policies.version, before)))
    .orderBy(desc(policies.version))
    .limit(limit);
}
