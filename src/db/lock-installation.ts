import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/**
 * Holds the installation's lock until the transaction ends. Whoever reads loads to act on them, or changes
 * several agents at once, takes it first; so nobody decides on loads that are about to change.
 */
export async function lockInstallation(tx: Db, installationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${installationId}, 0))`);
}
