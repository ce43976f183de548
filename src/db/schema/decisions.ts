import { index, integer, json, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Replaced } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import type { PackedCandidates } from "../../routing/packed-candidates.ts";
import type { Receipt } from "../../routing/receipt.ts";
import { installationId, instant } from "./columns.ts";

export const writeStates = [
  "pending",
  "applied",
  "refused",
  "superseded",
  "not needed",
  /** The write replaced what a human had set in the same second, and that is being put back. */
  "restoring",
] as const;

/** What a write replaced, and the ticket as that write left it. */
export interface Restoration {
  replaced: Replaced;
  ours: TicketFacts;
}

/** Every decision with its receipt. It is stored before the help desk is written to, so that a crash leaves its intent. */
export const decisions = pgTable(
  "decisions",
  {
    id: text("id").primaryKey(),
    installationId: installationId(),
    ticketId: text("ticket_id").notNull(),
    /** Whose ticket it was, so that what is kept of a person can be found and deleted. */
    requesterId: text("requester_id"),
    cycle: integer("cycle").notNull(),
    policyVersion: integer("policy_version").notNull(),
    /** What of the receipt is searched, and little of it: taking a long one apart costs the database more than deciding. */
    receipt: jsonb("receipt").$type<Omit<Receipt, "candidates">>().notNull(),
    /** The receipt's candidates, most of it in a large team; kept as they are written. */
    candidates: json("candidates").$type<PackedCandidates>().notNull(),
    /** What a ticket that is to be held asks for, so that it can be held also by who finds the write done. */
    demand: jsonb("demand").$type<HeldDemand>(),
    /** The one sentence why, as the agent reads it. */
    sentence: text("sentence").notNull(),
    writeState: text("write_state", { enum: writeStates }).notNull(),
    restoration: jsonb("restoration").$type<Restoration>(),
    decidedAt: instant("decided_at").notNull(),
    appliedAt: instant("applied_at"),
  },
  (table) => [
    index("decisions_ticket").on(table.installationId, table.ticketId, table.decidedAt),
    index("decisions_requester").on(table.installationId, table.requesterId, table.decidedAt),
  ],
);
export type DecisionRow = typeof decisions.$inferSelect;
/** With its receipt in one piece. */
export type StoredDecision = Omit<DecisionRow, "receipt" | "candidates"> & { receipt: Receipt };
