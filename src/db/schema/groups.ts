import { boolean, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId } from "./columns.ts";

export const groups = pgTable(
  "groups",
  {
    installationId: installationId(),
    groupId: text("group_id").notNull(),
    name: text("name").notNull(),
    /** The help desk picks an agent of its own for the group's tickets. */
    assignsItself: boolean("assigns_itself").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.groupId] })],
);
