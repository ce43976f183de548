import { and, eq, getTableColumns, inArray, is, lt, type SQL, sql, type Table } from "drizzle-orm";
import { type PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "../database.ts";
import * as schema from "../schema/index.ts";

export interface TenantTable {
  name: string;
  table: PgTable;
  installationId: PgColumn;
  /** Set where a row is about one ticket. */
  ticketId: PgColumn | undefined;
}

/** Every table that holds something of a tenant; found in the schema, so that a new table cannot be forgotten. */
export function listTenantTables(): TenantTable[] {
  return Object.entries(schema as Record<string, unknown>).flatMap(([name, table]) => {
    if (!is(table, PgTable)) return [];
    const columns = getTableColumns(table as Table) as Record<string, PgColumn>;
    const installationId = name === "installations" ? columns.id : columns.installationId;
    return installationId ? [{ name, table, installationId, ticketId: columns.ticketId }] : [];
  });
}

export async function readTenantRows(
  db: Db,
  { table, installationId, ticketId }: TenantTable,
  input: { installationId: string; ticketIds?: string[] },
): Promise<Record<string, unknown>[]> {
  const ofTenant = eq(installationId, input.installationId);
  if (!input.ticketIds) return db.select().from(table).where(ofTenant);
  if (!ticketId || input.ticketIds.length === 0) return [];
  return db
    .select()
    .from(table)
    .where(and(ofTenant, inArray(ticketId, input.ticketIds)));
}

/** Deletes all rows about these tickets. @returns how many */
export async function deleteTicketRows(
  tx: Db,
  input: { installationId: string; ticketIds: string[] },
): Promise<number> {
  if (input.ticketIds.length === 0) return 0;
  let deleted = 0;
  for (const { table, installationId, ticketId } of listTenantTables()) {
    if (!ticketId) continue;
    const rows = await tx
      .delete(table)
      .where(and(eq(installationId, input.installationId), inArray(ticketId, input.ticketIds)))
      .returning({ installationId });
    deleted += rows.length;
  }
  return deleted;
}

/** Deletes all that is kept of an installation, its audit log with it; within a transaction. */
export async function deleteTenantRows(tx: Db, installationId: string): Promise<void> {
  await tx.execute(sql`set local signalbox.erasing = 'on'`);
  // Whoever is inserting rows of it holds it; whoever comes later finds it gone.
  await tx
    .select({ id: schema.installations.id })
    .from(schema.installations)
    .where(eq(schema.installations.id, installationId))
    .for("update");
  // The installation goes last, for others refer to it.
  const tables = listTenantTables().sort(
    (a, b) => Number(a.name === "installations") - Number(b.name === "installations"),
  );
  for (const one of tables) await tx.delete(one.table).where(eq(one.installationId, installationId));
}

export async function listTicketsOfRequester(
  db: Db,
  installationId: string,
  requesterId: string,
): Promise<string[]> {
  const { decisions, learningExamples } = schema;
  const found: string[] = [];
  for (const table of [decisions, learningExamples]) {
    const rows = await db
      .selectDistinct({ ticketId: table.ticketId })
      .from(table)
      .where(and(eq(table.installationId, installationId), eq(table.requesterId, requesterId)));
    found.push(...rows.map((row) => row.ticketId));
  }
  return [...new Set(found)];
}

/** Deletes what is older than its table keeps it. @returns rows by table */
export async function deleteExpiredRows(
  tx: Db,
  before: Record<"deliveries" | "register" | "mirror" | "examples" | "rejections" | "audit", string>,
): Promise<Record<string, number>> {
  const { corrections, deadLetters, deliveries, decisions, learningExamples } = schema;
  const { routingCycles, tickets, rejections, auditLog } = schema;
  await tx.execute(sql`set local signalbox.erasing = 'on'`);
  const expired: [name: string, table: PgTable, condition: SQL | undefined][] = [
    ["deliveries", deliveries, lt(deliveries.receivedAt, before.deliveries)],
    ["deadLetters", deadLetters, lt(deadLetters.diedAt, before.deliveries)],
    ["decisions", decisions, lt(decisions.decidedAt, before.register)],
    ["routingCycles", routingCycles, lt(routingCycles.finishedAt, before.register)],
    ["corrections", corrections, lt(corrections.at, before.register)],
    [
      "tickets",
      tickets,
      and(inArray(tickets.status, ["solved", "closed"]), lt(tickets.updatedAt, before.mirror)),
    ],
    ["learningExamples", learningExamples, lt(learningExamples.endedAt, before.examples)],
    ["rejections", rejections, lt(rejections.lastAt, before.rejections)],
    ["auditLog", auditLog, lt(auditLog.at, before.audit)],
  ];
  const deleted: Record<string, number> = {};
  for (const [name, table, condition] of expired) {
    const rows = await tx.delete(table).where(condition).returning({ x: sql`1` });
    deleted[name] = rows.length;
  }
  return deleted;
}
