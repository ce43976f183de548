import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Refused deliveries, counted by day: what strangers send must not be able to fill the disk. */
export const rejections = pgTable(
  "rejections",
  {
    /** Empty for an endpoint that no installation has. */
    installationId: text("installation_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    reason: text("reason").notNull(),
    count: integer("count").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.day, table.reason] })],
);
