import { and, desc, eq, getTableColumns, lt, max } from "drizzle-orm";
import type { Db } from "../database.ts";
import { learning, type ModelTarget, models } from "../schema/index.ts";

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

export interface ModelInForce {
  target: ModelTarget;
  version: number;
  /** The confidence that an admin chose; null leaves it to the model. */
  threshold: number | null;
}

/** Their versions only, so that the bytes need not be fetched for each ticket. */
export async function listInForce(db: Db, installationId: string): Promise<ModelInForce[]> {
  const rows = await db
    .select({ target: models.target, version: models.version, settings: learning.settings })
    .from(models)
    .leftJoin(learning, eq(learning.installationId, models.installationId))
    .where(and(eq(models.installationId, installationId), eq(models.state, "in force")));
  return rows.map(({ target, version, settings }) => ({
    target,
    version,
    threshold: settings?.thresholds[target] ?? null,
  }));
}

export async function findVersionInForce(db: Db, key: ModelKey): Promise<number | undefined> {
  return (await listInForce(db, key.installationId)).find(({ target }) => target === key.target)?.version;
}

/** Every version of every target without its bytes, the latest first. */
export async function listModels(
  db: Db,
  installationId: string,
): Promise<Omit<StoredModel, "bytes" | "quality">[]> {
  const { bytes, quality, ...shown } = getTableColumns(models);
  return db
    .select(shown)
    .from(models)
    .where(eq(models.installationId, installationId))
    .orderBy(models.target, desc(models.version))
    .limit(200);
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
