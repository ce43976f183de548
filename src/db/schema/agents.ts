import { boolean, doublePrecision, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId } from "./columns.ts";

export const agents = pgTable(
  "agents",
  {
    installationId: installationId(),
    agentId: text("agent_id").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    groupIds: jsonb("group_ids").$type<string[]>().notNull(),
    active: boolean("active").notNull(),
    /** Suspended or deactivated, so that their tickets are to be handed on. */
    hasLeft: boolean("has_left").notNull().default(false),
    /** Null where the help desk does not tell. */
    available: boolean("available"),
    /** Effort points; null where the help desk does not set one. */
    capacity: doublePrecision("capacity"),
    /** Level by skill, 1 to 10; null where the help desk keeps none. */
    skills: jsonb("skills").$type<Record<string, number>>(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.agentId] })],
);
