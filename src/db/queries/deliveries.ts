import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { deliveries, rejections } from "../schema/index.ts";

export async function listDeliveries(db: Db, installationId: string, ticketId: string) {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.installationId, installationId), eq(deliveries.ticketId, ticketId)))
    .orderBy(desc(deliveries.receivedAt))
    .limit(50);
}

export async function listLatestDeliveries(db: Db, installationId: string, limit: number) {
  const { deliveryKey, eventType, ticketId, outcome, reason, receivedAt } = deliveries;
  return db
    .select({ deliveryKey, eventType, ticketId, outcome, reason, receivedAt })
    .from(deliveries)
    .where(eq(deliveries.installationId, installationId))
    .orderBy(desc(receivedAt))
    .limit(limit);
}

export async function countRejections(
  db: Db,
  rows: { installationId: string; reason: string; count: number; at: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(rejections)
    .values(rows.map(({ at, ...row }) => ({ ...row, day: at.slice(0, 10), lastAt: at })))
    .onConflictDoUpdate({
      target: [rejections.installationId, rejections.day, rejections.reason],
      set: { count: sql`${rejections.count} + excluded.count`, lastAt: sql`excluded.last_at` },
    });
}

export async function listRejections(db: Db, installationId: string) {
  return db
    .select()
    .from(rejections)
    .where(eq(rejections.installationId, installationId))
    .orderBy(desc(rejections.lastAt))
    .limit(100);
}
