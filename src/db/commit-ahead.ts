import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/**
 * Lets a transaction end before the disk has it, so that nobody waits for the disk under its locks. The log is written in
 * order: whoever commits anything as usual afterwards has this on the disk, too. Only for what has no effect outside
 * before such a commit, and may be lost until then.
 */
export async function commitAhead(tx: Db): Promise<void> {
  await tx.execute(sql`set local synchronous_commit = off`);
}
