import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { AccountFinding } from "../../ports/helpdesk.ts";
import type { RosterFact } from "../../ports/helpdesk-roster.ts";

export const installationStatuses = ["connecting", "active", "disconnected", "uninstalled"] as const;

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

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
    statusSince: instant("status_since").notNull().defaultNow(),
    /** What was found when it was connected. */
    findings: jsonb("findings").$type<AccountFinding[]>(),
    /** Who we are in the help desk: events by this user are our own writes. */
    integrationUserId: text("integration_user_id").notNull(),
    subscriptionId: text("subscription_id"),
    subscriptionCheckedAt: instant("subscription_checked_at"),
    sealedSecret: text("sealed_secret"),
    /** Null once it is uninstalled. */
    sealedCredentials: text("sealed_credentials"),
    /** Null where the credentials do not wear out. */
    sealedRefreshToken: text("sealed_refresh_token"),
    /** From then on the credentials are renewed before they are used. */
    renewAt: instant("renew_at"),
    /** Past this the refresh token is worth nothing and the help desk must be connected anew. */
    refreshExpiresAt: instant("refresh_expires_at"),
    /** When a process took on the renewal; still set after a crash, when nobody knows what became of it. */
    refreshStartedAt: instant("refresh_started_at"),
    /** When all that is kept of an uninstalled help desk is deleted. */
    deleteAfter: instant("delete_after"),
    /** Tickets changed before this are known; null until the first sweep. */
    sweptUntil: instant("swept_until"),
    /** When a process last took on the sweep and the roster sync, so that others leave it to that one. */
    sweepStartedAt: instant("sweep_started_at"),
    /** The help desk's own engine gives tickets to agents, so we set groups only. */
    helpdeskPicks: boolean("helpdesk_picks").notNull().default(false),
    /** When a process last read the roster because of an event, so that a flood of them makes few readings. */
    rosterRefreshedAt: instant("roster_refreshed_at"),
    /** What the help desk does not tell of its people. */
    rosterUntold: jsonb("roster_untold").$type<RosterFact[]>(),
    rosterSyncedAt: instant("roster_synced_at"),
    /** Goes up with every change of agents, groups and what leads set, so that nobody reads them again for nothing. */
    rosterVersion: integer("roster_version").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("installations_endpoint").on(table.endpoint),
    // A name that was given up may come to belong to another company.
    uniqueIndex("installations_subdomain")
      .on(table.helpdesk, table.subdomain)
      .where(sql`status <> 'uninstalled'`),
  ],
);
export type Installation = typeof installations.$inferSelect;
