import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** Agents of the help desk whom an admin made a lead here; who is an admin is the help desk's to say. */
export const people = pgTable(
  "people",
  {
    installationId: installationId(),
    userId: text("user_id").notNull(),
    role: text("role", { enum: ["lead"] }).notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.userId] })],
);
