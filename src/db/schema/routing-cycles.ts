import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Seen } from "../../ports/helpdesk.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import { reassignReasons } from "../../routing/snapshot.ts";
import { heldInstallationId, instant } from "./columns.ts";

export const cycleStates = ["pending", "assigned", "grouped", "held", "left alone", "failed"] as const;
export const cycleSources = ["webhook", "sweep", "replay", ...reassignReasons] as const;

/** From new (or reopened) to one recorded outcome. This table, not the queue, says what still needs routing. */
export const routingCycles = pgTable(
  "routing_cycles",
  {
    installationId: heldInstallationId(),
    ticketId: text("ticket_id").notNull(),
    cycle: integer("cycle").notNull(),
    state: text("state", { enum: cycleStates }).notNull(),
    /** Why it ended as it did, or why it is being tried again; a sentence for people. */
    reason: text("reason"),
    source: text("source", { enum: cycleSources }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Not before this time; a failed try moves it on. Of a held ticket: when time alone may change something. */
    dueAt: instant("due_at").notNull(),
    /** One worker at a time: until then the ticket is in somebody's hands. */
    claimedUntil: instant("claimed_until"),
    /** The ticket as the cycle first read it: a difference later on is somebody's hand. */
    seen: jsonb("seen").$type<Seen>(),
    /** When nobody could take the ticket for the first time in this cycle. */
    heldSince: instant("held_since"),
    /** What a held ticket asks for, so that room can be kept for it without its text. */
    demand: jsonb("demand").$type<HeldDemand>(),
    /** When a held ticket counts as urgent: held tickets are handed out in this order. */
    urgentAt: instant("urgent_at"),
    /** Who got the ticket, and when, if it had been held; for the pace of handing out. */
    assigneeId: text("assignee_id"),
    handedOutAt: instant("handed_out_at"),
    /** To whom a plan gives it that a lead applied, while it is being handed out by that plan. */
    plannedAgentId: text("planned_agent_id"),
    /** The owner whom the ticket is to leave, in a cycle that was opened for that. */
    fromAgentId: text("from_agent_id"),
    /** When the owner loses the ticket unless they have touched it. */
    takeBackAt: instant("take_back_at"),
    decisionId: text("decision_id"),
    openedAt: instant("opened_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.ticketId, table.cycle] }),
    // The sweep looks for what is due and in nobody's hands.
    index("routing_cycles_due").on(table.dueAt).where(sql`state = 'pending'`),
    // Handing out looks for what is held, and for what of that may have become possible with time.
    index("routing_cycles_held").on(table.installationId, table.urgentAt).where(sql`demand is not null`),
    index("routing_cycles_held_due").on(table.dueAt).where(sql`state = 'held'`),
    index("routing_cycles_take_back").on(table.takeBackAt).where(sql`take_back_at is not null`),
    index("routing_cycles_handed_out")
      .on(table.installationId, table.handedOutAt)
      .where(sql`handed_out_at is not null`),
    // The register lists the latest first.
    index("routing_cycles_opened").on(table.installationId, table.openedAt),
  ],
);
export type RoutingCycle = typeof routingCycles.$inferSelect;
