import { openSpans } from "./open-spans.ts";
import type { Schedule } from "./schedule.ts";
import { dayMs, epochOf } from "./wall-clock.ts";
import { offsetSpanAt } from "./zone-offset.ts";

/** How far ahead an opening or a closing is looked for. */
export const horizonMs = 60 * dayMs;

export interface OpenState {
  isOpen: boolean;
  /** When it changes; Infinity when it does not within the horizon. */
  changesMs: number;
}

interface KnownState extends OpenState {
  zone: string;
  fromMs: number;
  /** How far it is known to last, which is the horizon where no change was found. */
  untilMs: number;
}

// A schedule's last answer, which is good until it changes: a shift is asked about with every ticket.
const lastStates = new WeakMap<Schedule, KnownState>();

/**
 * Whether a schedule is open at an instant, and until when. Hours are wall-clock hours of the schedule's zone, so that
 * 09:00 stays 09:00 over a change of the clocks. A holiday closes its own date, also the part that a night shift reaches.
 *
 * @param timezone where the schedule names none
 * @returns undefined when the instant or the zone cannot be read.
 */
export function openStateAt(schedule: Schedule, atMs: number, timezone: string): OpenState | undefined {
  const known = findKnown(schedule, atMs, timezone);
  // An answer without a change is kept for yes or no only: a change may have come within the horizon since.
  return known && known.changesMs !== Infinity ? known : look(schedule, atMs, timezone);
}

/** The same without the until. Undefined when the instant or the zone cannot be read. */
export function isOpenAt(schedule: Schedule, atMs: number, timezone: string): boolean | undefined {
  return stretchAt(schedule, atMs, timezone)?.isOpen;
}

/** The same with from when to when it is known to be so, which may end before it changes. */
export function stretchAt(
  schedule: Schedule,
  atMs: number,
  timezone: string,
): Readonly<Pick<KnownState, "isOpen" | "fromMs" | "untilMs">> | undefined {
  return findKnown(schedule, atMs, timezone) ?? look(schedule, atMs, timezone);
}

/** @returns undefined when `now` or the zone cannot be read. */
export function isOpen(schedule: Schedule, now: string, timezone: string): boolean | undefined {
  return isOpenAt(schedule, epochOf(now), timezone);
}

function findKnown(schedule: Schedule, atMs: number, timezone: string): KnownState | undefined {
  const last = lastStates.get(schedule);
  if (!last || atMs < last.fromMs || atMs >= last.untilMs) return undefined;
  return last.zone === (schedule.timezone ?? timezone) ? last : undefined;
}

function look(schedule: Schedule, atMs: number, timezone: string): KnownState | undefined {
  const zone = schedule.timezone ?? timezone;
  if (Number.isNaN(atMs) || !offsetSpanAt(zone, atMs)) return undefined;
  const endMs = atMs + horizonMs;
  const [first] = openSpans(schedule, zone, atMs, endMs);
  const isOpen = first !== undefined && first[0] === atMs;
  const untilMs = isOpen ? first[1] : (first?.[0] ?? endMs);
  const changesMs = untilMs < endMs ? untilMs : Infinity;
  const state: KnownState = { isOpen, fromMs: atMs, untilMs, changesMs, zone };
  lastStates.set(schedule, state);
  return state;
}
