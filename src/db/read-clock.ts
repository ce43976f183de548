import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { readRows } from "./read-rows.ts";

/** The database's clock, in its own spelling, to be compared with what statements stamp by it. */
export async function readClock(db: Db): Promise<string> {
  const [row] = await readRows<{ now: string }>(db, sql`select now()::text as now`);
  if (!row) throw new Error("the database told no time");
  return row.now;
}
