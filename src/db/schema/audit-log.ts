import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who did what, by hand or by the clock. Rows are added and never changed: a trigger of the database refuses it. */
export const auditLog = pgTable(
  "audit_log",
  {
    position: bigserial("position", { mode: "number" }).primaryKey(),
    /** No reference: the last line, that all was deleted, outlives its installation. */
    installationId: text("installation_id").notNull(),
    at: instant("at").notNull(),
    /** `system`, `operator`, or `user:` and the help desk's id. */
    actor: text("actor").notNull(),
    act: text("act").notNull(),
    /** Ids, versions and counts; nothing secret and no text of customers. */
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index("audit_log_installation").on(table.installationId, table.position)],
);
export type AuditEntry = typeof auditLog.$inferSelect;
