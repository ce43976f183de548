import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** One held ticket of a preview, and who would get it. */
export interface PlannedTicket {
  ticketId: string;
  cycle: number;
  agentId: string;
}

/** What somebody was shown before held tickets were placed together; nothing has happened until it is applied. */
export const rebalances = pgTable("rebalances", {
  id: text("id").primaryKey(),
  installationId: installationId(),
  policyVersion: integer("policy_version").notNull(),
  planned: jsonb("planned").$type<PlannedTicket[]>().notNull(),
  /** As in the audit log. */
  madeBy: text("made_by").notNull(),
  madeAt: instant("made_at").notNull(),
  appliedAt: instant("applied_at"),
});
