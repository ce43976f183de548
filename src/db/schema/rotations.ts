import { doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { installationId, instant } from "./columns.ts";

/** Whose turn it is in each queue: moved by assignments that succeeded, and by nothing else. */
export const rotations = pgTable(
  "rotations",
  {
    installationId: installationId(),
    queueId: text("queue_id").notNull(),
    agentId: text("agent_id").notNull(),
    /** Turns taken, each divided by the agent's weight; null where the queue does not rotate. */
    turns: doublePrecision("turns"),
    /** How far the queue had come by then; the highest of its rows is its floor. */
    floor: doublePrecision("floor"),
    lastAssignedAt: instant("last_assigned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.queueId, table.agentId] })],
);
