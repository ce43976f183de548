import { and, desc, eq, lt, max } from "drizzle-orm";
import type { Db } from "../database.ts";
import { models } from "../schema/index.ts";

export type StoredModel = typeof models.$inferSelect;
export type ModelKey = Pick<StoredModel, "installationId" | "target">;

const isOf = ({ installationId, target }: ModelKey) =>
  and(eq(models.installationId, installationId), eq(models.target, target));

export async function insertModel(db: Db, row: typeof models.$inferInsert): Promise<void> {
  await db.insert(models).values(row);
}

export async function nextModelVersion(db: Db, key: ModelKey): Promise<number> {
  const [row] = await db
    .select({ version: max(models.version) })
    .from(models)
    .where(isOf(key));
  return (row?.version ?? 0) + 1;
}

/** Its version only, so that the bytes need not be fetched for each ticket. */
export async function findVersionInForce(db: Db, key: ModelKey): Promise<number | undefined> {
  const [row] = await db
    .select({ version: models.version })
    .from(models)
    .where(and(isOf(key), eq(models.state, "in force")));
  return row?.version;
}

export async function findModel(db: Db, key: ModelKey, version: number): Promise<StoredModel | undefined> {
  const [row] = await db
    .select()
    .from(models)
    .where(and(isOf(key), eq(models.version, version)));
  return row;
}

/** The latest that was in force before the given version. */
export async function findEarlierModel(
  db: Db,
  key: ModelKey,
  version: number,
): Promise<StoredModel | undefined> {
  const [row] = await db
    .select()
    .from(models)
    .where(and(isOf(key), eq(models.state, "earlier"), lt(models.version, version)))
    .orderBy(desc(models.version))
    .limit(1);
  return row;
}

/** Takes the model in force out of it, and puts another in its place. */
export async function putModelInForce(tx: Db, key: ModelKey, version: number): Promise<void> {
  await tx
    .update(models)
    .set({ state: "earlier" })
    .where(and(isOf(key), eq(models.state, "in force")));
  await tx
    .update(models)
    .set({ state: "in force" })
    .where(and(isOf(key), eq(models.version, version)));
}
