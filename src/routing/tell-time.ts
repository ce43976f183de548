import { dayOf, readWallClock } from "./wall-clock.ts";

/**
 * "09:00" on the day of the decision, "Monday 09:00" within a week, "2026-12-01 09:00" after, as the clocks of the zone
 * show it. Instants are ISO 8601, UTC; one that cannot be read is told as it is.
 */
export function tellTime(at: string, decidedAt: string, timezone: string): string {
  const [then, now] = [readWallClock(at, timezone), readWallClock(decidedAt, timezone)];
  if (!then || !now) return at;
  const time = `${pad(then.hour)}:${pad(then.minuteOfDay % 60)}`;
  const days = dayOf(then.date) - dayOf(now.date);
  if (days === 0) return time;
  if (days < 0 || days > 6) return `${then.date} ${time}`;
  return `${then.weekday.charAt(0).toUpperCase()}${then.weekday.slice(1)} ${time}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
