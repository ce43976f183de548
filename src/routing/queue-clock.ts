import { afterOpenMinutes, openMinutes } from "./business-time.ts";
import type { Policy } from "./policy.ts";
import type { Queue } from "./queue.ts";
import type { Schedule } from "./schedule.ts";
import { minuteMs } from "./wall-clock.ts";

/** The parts of a policy that times depend on. */
export type Calendar = Pick<Policy, "timezone" | "schedules">;

/** A ticket's time in one queue, counted as the queue counts it. */
export interface QueueClock {
  sinceMs: number;
  waitedMinutes: number;
  /** When so many minutes will have passed, or had; null when that cannot be told. */
  at(minutes: number): number | null;
}

export function scheduleOf({ schedules }: Calendar, { schedule: wanted }: Queue): Schedule | undefined {
  return wanted === undefined ? undefined : schedules?.find(({ id }) => id === wanted);
}

/** The schedule by whose open minutes a queue counts; undefined where it counts all. */
function clockScheduleOf(calendar: Calendar, queue: Queue): Schedule | undefined {
  return queue.clock === "business" ? scheduleOf(calendar, queue) : undefined;
}

export function startClock(calendar: Calendar, queue: Queue, sinceMs: number, nowMs: number): QueueClock {
  const schedule = clockScheduleOf(calendar, queue);
  const timezone = calendar.timezone ?? "UTC";
  if (!schedule) {
    // A clock that cannot be read has not moved.
    const waitedMinutes = Number.isNaN(nowMs - sinceMs) ? 0 : Math.max(0, (nowMs - sinceMs) / minuteMs);
    return { sinceMs, waitedMinutes, at: (minutes) => sinceMs + minutes * minuteMs };
  }
  return {
    sinceMs,
    waitedMinutes: openMinutes(schedule, timezone, sinceMs, nowMs),
    at: (minutes) => afterOpenMinutes(schedule, timezone, sinceMs, minutes),
  };
}
