import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId } from "./columns.ts";

export const groups = pgTable(
  "groups",
  {
    installationId: installationId(),
    groupId: text("group_id").notNull(),
    name: text("name").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.groupId] })],
);
