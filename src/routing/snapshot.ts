import * as z from "zod";
import { Roster } from "./roster.ts";
import { Signals } from "./signals.ts";
import { Ticket } from "./ticket.ts";
import { epochOf, minuteMs } from "./wall-clock.ts";

export const reassignReasons = [
  "taken back",
  "owner absent",
  "shift ended",
  "owner gone",
  "asked for",
] as const;

/** Everything a decision may depend on. The same snapshot and policy give the same decision, byte for byte. */
export const Snapshot = z.object({
  ticket: Ticket,
  signals: Signals.optional(),
  roster: Roster,
  /** Since when the ticket has been held in this routing cycle; ISO 8601, UTC. Absent when it was not held. */
  heldSince: z.string().optional(),
  /** The same in minutes of the calendar, for where only they are known; `heldSince` is the truth where it is there. */
  waitedMinutes: z.number().optional(),
  /** The ticket was held and is being handed out, at the pace of the queue's ramp. */
  isHandOut: z.boolean().optional(),
  /** The ticket is to leave its owner, who may not get it again. An owner who is another by now keeps it. */
  reassign: z.object({ fromAgentId: z.string(), reason: z.enum(reassignReasons) }).optional(),
  /** The help desk's own routing chooses the person: Signalbox sets the group and nobody. */
  helpdeskPicks: z.boolean().optional(),
  /** A lead has applied a plan that gives the ticket to this agent: nobody else may get it. */
  plannedAgentId: z.string().optional(),
  /** Agents who may not get this ticket again: they declined it or handed it back. */
  excludedAgentIds: z.array(z.string()).optional(),
  /** ISO 8601, UTC. */
  now: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Calendar minutes since the ticket was held; undefined when it was not. */
export function waitedMinutesOf({ heldSince, waitedMinutes, now }: Snapshot): number | undefined {
  if (heldSince === undefined) return waitedMinutes;
  const minutes = (epochOf(now) - epochOf(heldSince)) / minuteMs;
  return Number.isNaN(minutes) ? waitedMinutes : Math.max(0, minutes);
}
