import { type Test, valuesOf } from "./condition.ts";
import { openStateAt } from "./is-open.ts";
import type { Calendar } from "./queue-clock.ts";
import { type Snapshot, waitedMinutesOf } from "./snapshot.ts";
import { dayMs, epochOf, minuteMs } from "./wall-clock.ts";
import { offsetSpanAt } from "./zone-offset.ts";

const hourMs = 3_600_000;

/**
 * Instants after now, in milliseconds since 1970, before which a test on the clock, on a schedule, or on the age, the wait
 * or the SLA of a ticket gives the answer that it gives now.
 */
export function changesOf({ field, ...test }: Test, snapshot: Snapshot, calendar: Calendar): number[] {
  const nowMs = epochOf(snapshot.now);
  const timezone = calendar.timezone ?? "UTC";
  if (field === "hour" || field === "weekday") {
    const clocks = offsetSpanAt(timezone, nowMs);
    if (!clocks) return [];
    const stepMs = field === "hour" ? hourMs : dayMs;
    const localMs = nowMs + clocks.offsetMs;
    const nextMs = (Math.floor(localMs / stepMs) + 1) * stepMs - clocks.offsetMs;
    return [Math.min(nextMs, clocks.untilMs)];
  }
  if (field.startsWith("schedule.")) {
    const schedule = calendar.schedules?.find(({ id }) => id === field.slice("schedule.".length));
    const changesMs = schedule && openStateAt(schedule, nowMs, timezone)?.changesMs;
    return changesMs === undefined || changesMs === Infinity ? [] : [changesMs];
  }
  const atMs = instantsOf(field, snapshot, nowMs);
  const minutes = valuesOf({ field, ...test })
    .map(Number)
    .filter(Number.isFinite);
  // Some tests turn at the minute itself, and some just after it.
  const turnsMs = minutes.flatMap((value) => [atMs(value), atMs(value) + 1]);
  return turnsMs.map(Math.ceil).filter((atMs) => atMs > nowMs);
}

/** When a field has a value of so many minutes; NaN where it never does. */
function instantsOf(field: string, snapshot: Snapshot, nowMs: number): (minutes: number) => number {
  const { createdAt, slaDueAt } = snapshot.ticket;
  if (field === "slaMinutesLeft") return (minutes) => epochOf(slaDueAt ?? "") - minutes * minuteMs;
  if (field === "ageMinutes") return (minutes) => epochOf(createdAt) + minutes * minuteMs;
  // Held from now on, where it was not held before.
  const sinceMs = nowMs - (waitedMinutesOf(snapshot) ?? 0) * minuteMs;
  return (minutes) => sinceMs + minutes * minuteMs;
}

export function describeTest({ field }: Test): string {
  const subject = field.startsWith("schedule.")
    ? `the schedule ${field.slice("schedule.".length)}`
    : nameOf(field);
  return `rules look at ${subject} again`;
}

function nameOf(field: string): string {
  const names: Record<string, string> = {
    ageMinutes: "the ticket's age",
    waitedMinutes: "its wait",
    slaMinutesLeft: "the time left for it",
  };
  return names[field] ?? `the ${field}`;
}
