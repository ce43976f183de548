import { doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { heldInstallationId, instant } from "./columns.ts";

/** Room taken for a ticket between its decision and the help desk's answer. */
export const reservations = pgTable(
  "reservations",
  {
    /** Inserted under the installation's lock, which deleting the installation takes as well. */
    installationId: heldInstallationId(),
    ticketId: text("ticket_id").notNull(),
    agentId: text("agent_id").notNull(),
    queueId: text("queue_id"),
    effort: doublePrecision("effort").notNull(),
    /** Where the queue's rotation will stand once the ticket is assigned: the agent's turns, and the queue's floor. */
    turns: doublePrecision("turns"),
    floor: doublePrecision("floor"),
    takenAt: instant("taken_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.ticketId] })],
);
