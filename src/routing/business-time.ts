import { horizonMs, openStateAt } from "./is-open.ts";
import { openSpans } from "./open-spans.ts";
import type { Schedule } from "./schedule.ts";
import { dayMs, epochOf, minuteMs, toIso } from "./wall-clock.ts";

/** How far ahead open minutes are added up. */
const longestMs = 400 * dayMs;

/**
 * The open minutes of a schedule between two instants (ISO 8601, UTC); 0 when the second comes first.
 *
 * @param timezone where the schedule names none
 * @returns undefined where an instant cannot be read.
 */
export function businessMinutesBetween(
  schedule: Schedule,
  from: string,
  to: string,
  timezone = "UTC",
): number | undefined {
  const [fromMs, toMs] = [epochOf(from), epochOf(to)];
  return Number.isNaN(fromMs + toMs) ? undefined : openMinutes(schedule, timezone, fromMs, toMs);
}

export function openMinutes(schedule: Schedule, timezone: string, fromMs: number, toMs: number): number {
  let openMs = 0;
  for (const [start, end] of openSpans(schedule, timezone, fromMs, toMs)) openMs += end - start;
  return openMs / minuteMs;
}

/**
 * When so many open minutes will have passed: `from` itself for none, and for others never an instant at which the
 * schedule has only just opened.
 *
 * @returns ISO 8601, UTC; null when an instant cannot be read, or it takes more than 400 days.
 */
export function addBusinessMinutes(
  schedule: Schedule,
  from: string,
  minutes: number,
  timezone = "UTC",
): string | null {
  const atMs = afterOpenMinutes(schedule, timezone, epochOf(from), minutes);
  return atMs === null ? null : toIso(atMs);
}

export function afterOpenMinutes(
  schedule: Schedule,
  timezone: string,
  fromMs: number,
  minutes: number,
): number | null {
  if (Number.isNaN(fromMs)) return null;
  if (minutes <= 0) return fromMs;
  let leftMs = minutes * minuteMs;
  for (const [start, end] of openSpans(schedule, timezone, fromMs, fromMs + longestMs)) {
    if (leftMs <= end - start) return start + leftMs;
    leftMs -= end - start;
  }
  return null;
}

/** `from` itself while open, else when it opens next; null when that is not within 60 days. ISO 8601, UTC. */
export function nextOpening(schedule: Schedule, from: string, timezone = "UTC"): string | null {
  const atMs = nextOpeningMs(schedule, epochOf(from), timezone);
  return atMs === null ? null : toIso(atMs);
}

export function nextOpeningMs(schedule: Schedule, fromMs: number, timezone: string): number | null {
  const state = openStateAt(schedule, fromMs, timezone);
  if (!state) return null;
  const atMs = state.isOpen ? fromMs : state.changesMs;
  return atMs - fromMs < horizonMs ? atMs : null;
}

/** `from` itself while closed, else when it closes next, such as the end of a shift; null when not within 60 days. */
export function nextClosing(schedule: Schedule, from: string, timezone = "UTC"): string | null {
  const state = openStateAt(schedule, epochOf(from), timezone);
  if (!state) return null;
  if (!state.isOpen) return toIso(epochOf(from));
  return state.changesMs === Infinity ? null : toIso(state.changesMs);
}
