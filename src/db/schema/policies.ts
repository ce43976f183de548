import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Policy } from "../../routing/policy.ts";
import { installationId, instant } from "./columns.ts";

/** Every version ever saved; the highest one is in force. */
export const policies = pgTable(
  "policies",
  {
    installationId: installationId(),
    version: integer("version").notNull(),
    document: jsonb("document").$type<Policy>().notNull(),
    hash: text("hash").notNull(),
    /** As in the audit log: `system`, `operator`, or `user:` and the help desk's id. */
    savedBy: text("saved_by").notNull().default("system"),
    /** What whoever published it says of it. */
    note: text("note"),
    /** The older version that this one is a copy of. */
    restoredFrom: integer("restored_from"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.version] })],
);
