import { and, asc, eq, gt } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type AuditEntry, auditLog } from "../schema/index.ts";

export async function insertAudit(db: Db, row: Omit<AuditEntry, "position">): Promise<void> {
  await db.insert(auditLog).values(row);
}

/** In order, from after `after` on. */
export async function listAudit(
  db: Db,
  installationId: string,
  input: { after: number; limit: number },
): Promise<AuditEntry[]> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.installationId, installationId), gt(auditLog.position, input.after)))
    .orderBy(asc(auditLog.position))
    .limit(input.limit);
}
