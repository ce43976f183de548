import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** What somebody is working on and has not published, one for each person; it need not be a valid policy yet. */
export const policyDrafts = pgTable(
  "policy_drafts",
  {
    installationId: installationId(),
    /** As in the audit log. */
    owner: text("owner").notNull(),
    document: jsonb("document").$type<Record<string, unknown>>().notNull(),
    /** The version that the work began with. */
    baseVersion: integer("base_version").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.owner] })],
);
