import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { heldInstallationId, instant } from "./columns.ts";

export const deliveryOutcomes = ["routing", "mirrored", "ignored"] as const;

/** Every webhook that was accepted, once. */
export const deliveries = pgTable(
  "deliveries",
  {
    installationId: heldInstallationId(),
    /** The vendor's id of the transmission, the same on each retry. */
    deliveryKey: text("delivery_key").notNull(),
    /** The vendor's id of the event, the same when two transmissions carry one event. */
    eventKey: text("event_key").notNull(),
    eventType: text("event_type").notNull(),
    ticketId: text("ticket_id"),
    outcome: text("outcome", { enum: deliveryOutcomes }).notNull(),
    reason: text("reason"),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.deliveryKey] }),
    uniqueIndex("deliveries_event_key").on(table.installationId, table.eventKey),
    index("deliveries_ticket").on(table.installationId, table.ticketId),
  ],
);
