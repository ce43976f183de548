import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

export const correctionReasons = [
  "wrong group",
  "wrong person",
  "wrong priority",
  "should be left alone",
  "other",
] as const;

/** What people said of where a ticket went: it teaches. One word of each person for each routing cycle, the latest. */
export const corrections = pgTable(
  "corrections",
  {
    installationId: installationId(),
    ticketId: text("ticket_id").notNull(),
    cycle: integer("cycle").notNull(),
    /** `user:` and the help desk's id, or `operator`. */
    actor: text("actor").notNull(),
    /** The decision that was looked at; null where nothing was decided. */
    decisionId: text("decision_id"),
    reason: text("reason", { enum: correctionReasons }).notNull(),
    /** In the person's own words. */
    note: text("note"),
    /** Where the ticket should have gone. */
    wantedGroupId: text("wanted_group_id"),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.ticketId, table.cycle, table.actor] }),
    // Learning reads what is new since the last time.
    index("corrections_at").on(table.installationId, table.at),
  ],
);
export type Correction = typeof corrections.$inferSelect;
