import { z } from "zod";
import { Roster } from "./roster.ts";
import { Signals } from "./signals.ts";
import { Ticket } from "./ticket.ts";

/** Everything a decision may depend on. The same snapshot and policy give the same decision, byte for byte. */
export const Snapshot = z.object({
  ticket: Ticket,
  signals: Signals.optional(),
  roster: Roster,
  /** How long the ticket has been held in this routing cycle; absent when it was not held. */
  waitedMinutes: z.number().optional(),
  /** Agents who may not get this ticket again: they declined it or handed it back. */
  excludedAgentIds: z.array(z.string()).optional(),
  /** ISO 8601, UTC. */
  now: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;
