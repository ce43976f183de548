import { weekdays } from "./fields.ts";
import type { Schedule } from "./schedule.ts";
import { previousDate, readWallClock, type WallClock } from "./wall-clock.ts";

/**
 * Whether a schedule is open at an instant. Hours are wall-clock hours of the schedule's zone, so that 09:00 stays
 * 09:00 over a change of the clocks. A holiday closes its own date, also the part of it that a night shift reaches.
 *
 * @returns undefined when `now` or the zone cannot be read.
 */
export function isOpen(schedule: Schedule, now: string, defaultTimezone: string): boolean | undefined {
  const clock = readWallClock(now, schedule.timezone ?? defaultTimezone);
  if (!clock) return undefined;
  return isWithinHours(schedule, clock) && !isHoliday(schedule, clock);
}

function isWithinHours(schedule: Schedule, { weekday, minuteOfDay }: WallClock): boolean {
  const yesterday = weekdays[(weekdays.indexOf(weekday) + 6) % 7] ?? "sunday";
  return schedule.hours.some(({ days, from, to }) => {
    const [start, end] = [toMinute(from), toMinute(to)];
    if (end > start) return days.includes(weekday) && minuteOfDay >= start && minuteOfDay < end;
    return (
      (days.includes(weekday) && minuteOfDay >= start) || (days.includes(yesterday) && minuteOfDay < end)
    );
  });
}

function isHoliday(schedule: Schedule, { date, minuteOfDay }: WallClock): boolean {
  return (schedule.holidays ?? []).some((holiday) => {
    const start = toMinute(holiday.from ?? "00:00");
    const end = toMinute(holiday.to ?? "24:00");
    if (end > start) return holiday.date === date && minuteOfDay >= start && minuteOfDay < end;
    return (
      (holiday.date === date && minuteOfDay >= start) ||
      (holiday.date === previousDate(date) && minuteOfDay < end)
    );
  });
}

/** "17:30" as minutes since midnight; "24:00" is 1,440. */
function toMinute(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
