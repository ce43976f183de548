import { index, pgTable, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** "Wrong place": somebody said of a decision, or showed by moving the ticket, where it should have gone. */
export const corrections = pgTable(
  "corrections",
  {
    id: text("id").primaryKey(),
    installationId: installationId(),
    ticketId: text("ticket_id").notNull(),
    decisionId: text("decision_id"),
    /** The help desk's number of who said so; null where only the ticket's move is known. */
    userId: text("user_id"),
    reason: text("reason"),
    /** Null where somebody only said that it was wrong. */
    wantedGroupId: text("wanted_group_id"),
    at: instant("at").notNull(),
  },
  (table) => [index("corrections_ticket").on(table.installationId, table.ticketId, table.at)],
);
export type Correction = typeof corrections.$inferSelect;
