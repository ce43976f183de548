import { weekdays } from "./fields.ts";
import { offsetSpanAt } from "./zone-offset.ts";

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** A moment on the wall clock of a zone. */
export interface WallClock {
  /** ISO 8601, such as "2026-11-27". */
  date: string;
  weekday: (typeof weekdays)[number];
  hour: number;
  minuteOfDay: number;
}

/** @returns undefined when `now` is no ISO 8601 instant, or the zone is none. */
export function readWallClock(now: string, timezone: string): WallClock | undefined {
  const nowMs = epochOf(now);
  const span = Number.isNaN(nowMs) ? undefined : offsetSpanAt(timezone, nowMs);
  if (!span) return undefined;
  const localMs = nowMs + span.offsetMs;
  const day = Math.floor(localMs / dayMs);
  const minuteOfDay = Math.floor((localMs - day * dayMs) / minuteMs);
  return {
    date: toIso(localMs).slice(0, 10),
    weekday: weekdays[weekdayOf(day)] ?? "monday",
    hour: Math.floor(minuteOfDay / 60),
    minuteOfDay,
  };
}

/** The weekday of a day counted from 1970-01-01, as an index of `weekdays`. */
export function weekdayOf(day: number): number {
  // That day was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** "2026-12-25" as days since 1970-01-01. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/**
 * Milliseconds since 1970, or NaN for what is no ISO 8601 instant. A time without a zone is none: it would be read in
 * the zone of whatever machine decides.
 */
export function epochOf(iso: string): number {
  if (iso !== lastEpoch.iso) lastEpoch = { iso, epochMs: toEpoch(iso) };
  return lastEpoch.epochMs;
}

/** A decision asks of its own instant again and again, and so do those made with it. */
let lastEpoch = { iso: "", epochMs: Number.NaN };

function toEpoch(iso: string): number {
  const isZoned = iso.endsWith("Z") || /[+-]\d\d:?\d\d$/.test(iso);
  return isZoned && iso.includes("T") ? Date.parse(iso) : Number.NaN;
}

/** ISO 8601, UTC, without the milliseconds where there are none. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(".000Z", "Z");
}

/** Minutes from one instant to another, or undefined where either is no ISO 8601 instant. */
export function minutesBetween(from: string, to: string): number | undefined {
  const minutes = (epochOf(to) - epochOf(from)) / minuteMs;
  return Number.isFinite(minutes) ? minutes : undefined;
}

export function isTimeZone(name: string): boolean {
  // A fixed offset would be accepted too, and would be wrong for half the year.
  return !/^[+-]/.test(name) && offsetSpanAt(name, 0) !== undefined;
}
