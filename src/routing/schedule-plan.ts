import { weekdays } from "./fields.ts";
import type { Schedule } from "./schedule.ts";
import { dayOf, weekdayOf } from "./wall-clock.ts";

/** Minutes of a day on the wall clock; the end is not in it. */
export type DaySpan = readonly [fromMinute: number, untilMinute: number];

/** A schedule laid out by days, with what reaches over midnight on the day that it reaches. */
export interface SchedulePlan {
  /** From Monday; in order, none touching the next. */
  week: DaySpan[][];
  /** By day since 1970-01-01. */
  holidays: Map<number, DaySpan[]>;
}

const minutesInDay = 1440;
const plans = new WeakMap<Schedule, SchedulePlan>();

/** A schedule's plan, made once: a schedule that is in use does not change. */
export function planOf(schedule: Schedule): SchedulePlan {
  const known = plans.get(schedule);
  if (known) return known;
  const plan = makePlan(schedule);
  plans.set(schedule, plan);
  return plan;
}

/** The open minutes of a day, holidays taken out. */
export function spansOfDay({ week, holidays }: SchedulePlan, day: number): readonly DaySpan[] {
  const open = week[weekdayOf(day)] ?? [];
  const closed = holidays.size > 0 ? holidays.get(day) : undefined;
  return closed ? closed.reduce<readonly DaySpan[]>(subtract, open) : open;
}

function makePlan(schedule: Schedule): SchedulePlan {
  const week: DaySpan[][] = weekdays.map(() => []);
  for (const { days, from, to } of schedule.hours) {
    for (const name of days) {
      const day = weekdays.indexOf(name);
      for (const [offset, span] of splitAtMidnight(toMinute(from), toMinute(to))) {
        week[(day + offset) % 7]?.push(span);
      }
    }
  }
  const holidays = new Map<number, DaySpan[]>();
  for (const { date, from, to } of schedule.holidays ?? []) {
    for (const [offset, span] of splitAtMidnight(toMinute(from ?? "00:00"), toMinute(to ?? "24:00"))) {
      const day = dayOf(date) + offset;
      holidays.set(day, [...(holidays.get(day) ?? []), span]);
    }
  }
  return { week: week.map(merge), holidays };
}

/** An end at or before the start is on the next day. */
function splitAtMidnight(from: number, to: number): [dayOffset: number, span: DaySpan][] {
  if (to > from) return [[0, [from, to]]];
  return [
    [0, [from, minutesInDay]],
    [1, [0, to]],
  ];
}

function merge(spans: DaySpan[]): DaySpan[] {
  const merged: DaySpan[] = [];
  for (const [from, until] of spans.filter(([a, b]) => b > a).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], until)];
    else merged.push([from, until]);
  }
  return merged;
}

function subtract(open: readonly DaySpan[], [closedFrom, closedUntil]: DaySpan): DaySpan[] {
  return open.flatMap(([from, until]): DaySpan[] => {
    const left: DaySpan = [from, Math.min(until, closedFrom)];
    const right: DaySpan = [Math.max(from, closedUntil), until];
    return [left, right].filter(([a, b]) => b > a);
  });
}

/** "17:30" as minutes since midnight; "24:00" is 1,440. */
function toMinute(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
