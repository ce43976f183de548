import { Temporal } from "temporal-polyfill";
import { weekdays } from "./fields.ts";

/** A moment on the wall clock of a zone. */
export interface WallClock {
  /** ISO 8601, such as "2026-11-27". */
  date: string;
  weekday: (typeof weekdays)[number];
  hour: number;
  minuteOfDay: number;
}

/** @returns undefined when `now` is no ISO 8601 instant. */
export function readWallClock(now: string, timezone: string): WallClock | undefined {
  try {
    return toWallClock(Temporal.Instant.from(now).toZonedDateTimeISO(timezone));
  } catch {
    return undefined;
  }
}

function toWallClock(moment: Temporal.ZonedDateTime): WallClock {
  return {
    date: moment.toPlainDate().toString(),
    weekday: weekdays[moment.dayOfWeek - 1] ?? "monday",
    hour: moment.hour,
    minuteOfDay: moment.hour * 60 + moment.minute,
  };
}

export function previousDate(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}

/** Minutes from one instant to another, or undefined where either is no ISO 8601 instant. */
export function minutesBetween(from: string, to: string): number | undefined {
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  return Number.isFinite(minutes) ? minutes : undefined;
}

export function isTimeZone(name: string): boolean {
  // A fixed offset would be accepted too, and would be wrong for half the year.
  if (/^[+-]/.test(name)) return false;
  return readWallClock("2026-01-01T00:00:00Z", name) !== undefined;
}
