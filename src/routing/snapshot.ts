import { z } from "zod";
import { Roster } from "./roster.ts";
import { Ticket } from "./ticket.ts";

/** Everything a decision may depend on. The same snapshot and policy give the same decision, byte for byte. */
export const Snapshot = z.object({
  ticket: Ticket,
  roster: Roster,
  /** ISO 8601, UTC. */
  now: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;
