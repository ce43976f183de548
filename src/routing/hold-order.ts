import { defaultAgeingMinutes } from "./queue.ts";
import type { Snapshot } from "./snapshot.ts";
import { type TicketPriority, ticketPriorities } from "./ticket.ts";
import { epochOf, minuteMs } from "./wall-clock.ts";

/** What of a held ticket decides when it is handed out. */
export interface Held {
  /** Tells equals apart, where it is given. */
  ticketId?: string | undefined;
  priority: TicketPriority | null;
  /** ISO 8601, UTC. */
  heldSince: string;
  /**
   * When it came in, ISO 8601; it goes by this and not by when it was held, for after an outage tickets are found in any
   * order. Absent for one that left an owner: until then it did not wait.
   */
  arrivedAt?: string | undefined;
  /** After so long a held ticket counts one priority higher; 60 when absent. */
  ageingMinutes?: number | undefined;
}

const highest = ticketPriorities.length - 1;

/**
 * How urgent a held ticket is by now: 0 for low to 3 for urgent, and one more for each `ageingMinutes` that it waits.
 * A ticket without a priority counts as normal.
 */
export function urgencyOf(held: Held, now: string): number {
  return classOf(held) + (epochOf(now) - waitingSince(held)) / minuteMs / ageingOf(held);
}

/**
 * When a held ticket counts as urgent, in milliseconds since 1970; when it came in, for one that is urgent. Tickets
 * are handed out in this order. It does not change while they wait, so it can be kept and sorted by, and it states the
 * bound: after three times its `ageingMinutes` no newcomer comes before a ticket, whatever its priority and its queue.
 */
export function urgentAt(held: Held): number {
  return placeOf(held).urgentMs;
}

/** The most urgent first, the oldest first among equals: with equal ageing the order of `urgencyOf`. */
export function compareHeld(left: Held, right: Held): number {
  return comparePlaces(placeOf(left), placeOf(right));
}

/** In the order of `compareHeld`, each looked at once: to read a time costs more than to compare many. */
export function sortHeld<Item>(items: readonly Item[], heldOf: (item: Item) => Held): Item[] {
  return items
    .map((item) => ({ item, place: placeOf(heldOf(item)) }))
    .sort((left, right) => comparePlaces(left.place, right.place))
    .map(({ item }) => item);
}

interface Place {
  urgentMs: number;
  sinceMs: number;
  ticketId: string;
}

function placeOf(held: Held): Place {
  const sinceMs = waitingSince(held);
  const urgentMs = sinceMs + (highest - classOf(held)) * ageingOf(held) * minuteMs;
  return { urgentMs, sinceMs, ticketId: held.ticketId ?? "" };
}

function comparePlaces(left: Place, right: Place): number {
  const difference = left.urgentMs - right.urgentMs || left.sinceMs - right.sinceMs;
  if (difference !== 0) return difference;
  const [one, other] = [left.ticketId, right.ticketId];
  // A help desk counts its tickets, and stamps whole seconds: of one second, the smaller number is the older.
  if (one.length !== other.length) return one.length - other.length;
  return one === other ? 0 : one < other ? -1 : 1;
}

/** What a ticket's place in the order is counted from, where it has not left an owner. */
export function arrivalOf({ ticket, reassign }: Pick<Snapshot, "ticket" | "reassign">): string | undefined {
  return reassign ? undefined : ticket.createdAt;
}

/** Never later than the hold: a help desk's clock may be ahead of ours. */
function waitingSince({ arrivedAt, heldSince }: Held): number {
  const arrivedMs = arrivedAt === undefined ? Number.NaN : epochOf(arrivedAt);
  return Number.isNaN(arrivedMs) ? epochOf(heldSince) : Math.min(arrivedMs, epochOf(heldSince));
}

function classOf({ priority }: Held): number {
  return ticketPriorities.indexOf(priority ?? "normal");
}

function ageingOf({ ageingMinutes = defaultAgeingMinutes }: Held): number {
  return ageingMinutes;
}
