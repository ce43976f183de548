import type { SQL } from "drizzle-orm";
import type { Db } from "./database.ts";

/** The rows of a statement that drizzle has no builder for; each driver wraps them in its own way. */
export async function readRows<Row>(db: Db, statement: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(statement);
  return Array.isArray(result) ? result : (result as { rows: Row[] }).rows;
}
