import { sql } from "drizzle-orm";
import { doublePrecision, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { ticketPriorities, ticketStatuses } from "../../routing/ticket.ts";
import { installationId, instant } from "./columns.ts";

/** Our mirror of who holds what, kept current by ticket events. No text in it. */
export const tickets = pgTable(
  "tickets",
  {
    installationId: installationId(),
    ticketId: text("ticket_id").notNull(),
    status: text("status", { enum: ticketStatuses }).notNull(),
    priority: text("priority", { enum: ticketPriorities }),
    groupId: text("group_id"),
    assigneeId: text("assignee_id"),
    /** What the ticket takes of its assignee's capacity, and the queue it came through: as our decision said. */
    effort: doublePrecision("effort").notNull().default(1),
    queueId: text("queue_id"),
    createdAt: instant("created_at").notNull(),
    /** The help desk's stamp: an older fact never replaces a newer one. */
    updatedAt: instant("updated_at").notNull(),
    /** When this was recorded, by the database's clock. */
    recordedAt: instant("recorded_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.ticketId] }),
    // Who holds what is counted each time tickets are routed; those that are done stay for a while, and are most of all.
    index("tickets_unsolved")
      .on(table.installationId, table.assigneeId)
      .where(sql`status not in ('solved', 'closed')`),
  ],
);
