import { boolean, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

export const installationStatuses = ["connecting", "active", "disconnected"] as const;

/** One company's help desk: our tenant. */
export const installations = pgTable(
  "installations",
  {
    id: text("id").primaryKey(),
    helpdesk: text("helpdesk").notNull(),
    subdomain: text("subdomain").notNull(),
    /** The opaque last part of the webhook address. */
    endpoint: text("endpoint").notNull(),
    status: text("status", { enum: installationStatuses }).notNull(),
    statusReason: text("status_reason"),
    /** Who we are in the help desk: events by this user are our own writes. */
    integrationUserId: text("integration_user_id").notNull(),
    subscriptionId: text("subscription_id"),
    sealedSecret: text("sealed_secret"),
    sealedCredentials: text("sealed_credentials").notNull(),
    /** Tickets changed before this are known; null until the first sweep. */
    sweptUntil: timestamp("swept_until", { withTimezone: true, mode: "string" }),
    /** When a process last took on the sweep and the roster sync, so that others leave it to that one. */
    sweepStartedAt: timestamp("sweep_started_at", { withTimezone: true, mode: "string" }),
    /** The help desk's own engine gives tickets to agents, so we set groups only. */
    helpdeskPicks: boolean("helpdesk_picks").notNull().default(false),
    rosterSyncedAt: timestamp("roster_synced_at", { withTimezone: true, mode: "string" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("installations_endpoint").on(table.endpoint),
    uniqueIndex("installations_subdomain").on(table.helpdesk, table.subdomain),
  ],
);
export type Installation = typeof installations.$inferSelect;
