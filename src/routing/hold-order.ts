import { defaultAgeingMinutes } from "./queue.ts";
import { type TicketPriority, ticketPriorities } from "./ticket.ts";
import { epochOf, minuteMs } from "./wall-clock.ts";

/** What of a held ticket decides when it is handed out. */
export interface Held {
  /** Tells equals apart, where it is given. */
  ticketId?: string | undefined;
  priority: TicketPriority | null;
  /** ISO 8601, UTC. */
  heldSince: string;
  /** After so long a held ticket counts one priority higher; 60 when absent. */
  ageingMinutes?: number | undefined;
}

const highest = ticketPriorities.length - 1;

/**
 * How urgent a held ticket is by now: 0 for low to 3 for urgent, and one more for each `ageingMinutes` that it waits.
 * A ticket without a priority counts as normal.
 */
export function urgencyOf(held: Held, now: string): number {
  return classOf(held) + (epochOf(now) - epochOf(held.heldSince)) / minuteMs / ageingOf(held);
}

/**
 * When a held ticket counts as urgent, in milliseconds since 1970; before it was held, for one that is urgent. Tickets
 * are handed out in this order. It does not change while they wait, so it can be kept and sorted by, and it states the
 * bound: after three times its `ageingMinutes` no newcomer comes before a ticket, whatever its priority and its queue.
 */
export function urgentAt(held: Held): number {
  return epochOf(held.heldSince) + (highest - classOf(held)) * ageingOf(held) * minuteMs;
}

/** The most urgent first, the oldest first among equals: with equal ageing the order of `urgencyOf`. */
export function compareHeld(left: Held, right: Held): number {
  const difference = urgentAt(left) - urgentAt(right) || epochOf(left.heldSince) - epochOf(right.heldSince);
  if (difference !== 0) return difference;
  const [one, other] = [left.ticketId ?? "", right.ticketId ?? ""];
  return one === other ? 0 : one < other ? -1 : 1;
}

function classOf({ priority }: Held): number {
  return ticketPriorities.indexOf(priority ?? "normal");
}

function ageingOf({ ageingMinutes = defaultAgeingMinutes }: Held): number {
  return ageingMinutes;
}
