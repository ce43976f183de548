import assert from "node:assert/strict";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addBusinessMinutes,
  businessMinutesBetween,
  nextClosing,
  nextOpening,
} from "../../src/routing/business-time.ts";
import { weekdays } from "../../src/routing/fields.ts";
import { isOpen } from "../../src/routing/is-open.ts";
import type { Schedule } from "../../src/routing/schedule.ts";
import { toIso } from "../../src/routing/wall-clock.ts";

const minuteMs = 60_000;
const toMinute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every time in these cases, and every offset of these zones, is a multiple of a quarter of an hour. */
const quarterMs = 15 * minuteMs;

function openNaively(schedule: Schedule, zone: string): (atMs: number) => boolean {
  const known = new Map<number, boolean>();
  return (atMs) => {
    const quarter = Math.floor(atMs / quarterMs);
    const open = known.get(quarter) ?? isOpenNaively(schedule, quarter * quarterMs, zone);
    known.set(quarter, open);
    return open;
  };
}

/** What "open" means, read off the clock on the wall, with Temporal and without any plan. */
function isOpenNaively(schedule: Schedule, atMs: number, zone: string): boolean {
  const moment = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const minute = moment.hour * 60 + moment.minute;
  const today = moment.toPlainDate();
  const within = (from: string, to: string, isToday: boolean, isYesterday: boolean) => {
    const [start, end] = [toMinute(from), toMinute(to)];
    if (end > start) return isToday && minute >= start && minute < end;
    return (isToday && minute >= start) || (isYesterday && minute < end);
  };
  const nameOf = (date: Temporal.PlainDate) => weekdays[date.dayOfWeek - 1] ?? "monday";
  const yesterday = today.subtract({ days: 1 });
  const isHoliday = (schedule.holidays ?? []).some(({ date, from, to }) =>
    within(from ?? "00:00", to ?? "24:00", date === today.toString(), date === yesterday.toString()),
  );
  return (
    !isHoliday &&
    schedule.hours.some(({ days, from, to }) =>
      within(from, to, days.includes(nameOf(today)), days.includes(nameOf(yesterday))),
    )
  );
}

const time = fc.constantFrom("00:00", "01:15", "02:00", "02:30", "03:00", "09:00", "17:30", "22:00", "23:45");
const endTime = fc.oneof(time, fc.constant("24:00"));
/** Days around the changes of the clocks in each zone, both ways, where holidays fall too. */
const changes: [zone: string, around: string[]][] = [
  ["Europe/Berlin", ["2026-03-29", "2026-10-25"]],
  ["America/New_York", ["2026-03-08", "2026-11-01"]],
  ["Australia/Lord_Howe", ["2026-04-05", "2026-10-04"]],
  ["America/Santiago", ["2026-04-05", "2026-09-06"]],
  ["Asia/Kolkata", ["2026-06-15"]],
  ["UTC", ["2026-12-25"]],
];
const places = fc.constantFrom(
  ...changes.flatMap(([zone, dates]) => dates.map((date) => [zone, date] as const)),
);
const cases = fc.record({
  place: places,
  hours: fc.array(
    fc.record({
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 }),
      from: time,
      to: endTime,
    }),
    { maxLength: 3 },
  ),
  holidays: fc.array(
    fc.record(
      { dayOffset: fc.integer({ min: -1, max: 2 }), from: time, to: endTime },
      { requiredKeys: ["dayOffset"] },
    ),
    { maxLength: 2 },
  ),
  startMinute: fc.integer({ min: -1500, max: 1500 }),
  lengthMinutes: fc.integer({ min: 0, max: 2500 }),
  minutes: fc.integer({ min: 0, max: 1200 }),
});

function setUp({
  place,
  hours,
  holidays,
  startMinute,
  lengthMinutes,
}: typeof cases extends fc.Arbitrary<infer C> ? C : never) {
  const [timezone, date] = place;
  const schedule: Schedule = {
    id: "s",
    name: "S",
    timezone,
    hours,
    holidays: holidays.map(({ dayOffset, ...part }) => ({
      date: Temporal.PlainDate.from(date).add({ days: dayOffset }).toString(),
      ...part,
    })),
  };
  const fromMs = Date.parse(`${date}T00:00:00Z`) + startMinute * minuteMs;
  return { schedule, timezone, fromMs, toMs: fromMs + lengthMinutes * minuteMs };
}

describe("business time agrees with the clock on the wall, minute by minute, over every change of the clocks:", () => {
  test("whether it is open, and the minutes between two instants", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { schedule, timezone, fromMs, toMs } = setUp(input);
        const isOpenAt = openNaively(schedule, timezone);
        let count = 0;
        for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) {
          const open = isOpenAt(atMs);
          assert.equal(isOpen(schedule, toIso(atMs), "UTC"), open, toIso(atMs));
          if (open) count++;
        }
        assert.equal(businessMinutesBetween(schedule, toIso(fromMs), toIso(toMs)), count);
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  test("the instant after so many minutes", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { schedule, timezone, fromMs } = setUp(input);
        const isOpenAt = openNaively(schedule, timezone);
        const found = addBusinessMinutes(schedule, toIso(fromMs), input.minutes);
        let [atMs, left] = [fromMs, input.minutes];
        const stopMs = fromMs + 9 * 1440 * minuteMs;
        for (; left > 0 && atMs < stopMs; atMs += minuteMs) if (isOpenAt(atMs)) left--;
        if (left === 0) assert.equal(found, toIso(atMs));
        else assert.ok(found === null || Date.parse(found) > stopMs);
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  test("the next opening and the next closing", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { schedule, timezone, fromMs } = setUp(input);
        const isOpenAt = openNaively(schedule, timezone);
        const stopMs = fromMs + 9 * 1440 * minuteMs;
        const first = (wanted: boolean) => {
          for (let atMs = fromMs; atMs < stopMs; atMs += minuteMs) {
            if (isOpenAt(atMs) === wanted) return toIso(atMs);
          }
          return undefined;
        };
        for (const [found, expected] of [
          [nextOpening(schedule, toIso(fromMs)), first(true)],
          [nextClosing(schedule, toIso(fromMs)), first(false)],
        ] as const) {
          if (expected !== undefined) assert.equal(found, expected);
          else assert.ok(found === null || Date.parse(found) >= stopMs);
        }
      }),
      { numRuns: 60, seed: 13 },
    );
  });
});

const night: Schedule = {
  id: "night",
  name: "Night",
  timezone: "Europe/Berlin",
  hours: [{ days: [...weekdays], from: "22:00", to: "06:00" }],
};

test.each([
  ["an ordinary night has eight hours", "2026-11-23T20:00:00Z", "2026-11-24T08:00:00Z", 480],
  ["the night in which the clocks go forward has seven", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", 420],
  ["the night in which they go back has nine", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", 540],
])("%s", (_name, from, to, minutes) => {
  expect(businessMinutesBetween(night, from, to)).toBe(minutes);
});

test("a night shift is one stretch over midnight", () => {
  expect(nextOpening(night, "2026-11-23T12:00:00Z")).toBe("2026-11-23T21:00:00Z");
  expect(nextClosing(night, "2026-11-23T21:00:00Z")).toBe("2026-11-24T05:00:00Z");
});

test("what never opens has no next opening, and what is always open no closing", () => {
  const never = { ...night, hours: [] };
  const always = { ...night, hours: [{ days: [...weekdays], from: "00:00", to: "24:00" }] };
  expect(nextOpening(never, "2026-11-23T12:00:00Z")).toBeNull();
  expect(addBusinessMinutes(never, "2026-11-23T12:00:00Z", 1)).toBeNull();
  expect(nextClosing(always, "2026-11-23T12:00:00Z")).toBeNull();
});

test("a time without a zone is no instant, for it would be another one on another machine", () => {
  expect(businessMinutesBetween(night, "2026-11-23T12:00:00", "2026-11-23T23:00:00Z")).toBeUndefined();
  expect(nextOpening(night, "yesterday")).toBeNull();
});

test("what is known about a schedule does not depend on what was asked before", () => {
  const always = { ...night, hours: [{ days: [...weekdays], from: "00:00", to: "24:00" }] };
  const withHoliday = () => ({ ...always, holidays: [{ date: "2027-03-01" }] });
  const [asked, fresh] = [withHoliday(), withHoliday()];
  expect(nextClosing(asked, "2026-11-23T12:00:00Z")).toBeNull();
  for (const now of ["2027-02-01T12:00:00Z", "2027-03-01T12:00:00Z", "2026-11-24T12:00:00Z"]) {
    expect(isOpen(asked, now, "UTC")).toBe(isOpen({ ...fresh }, now, "UTC"));
    expect(nextClosing(asked, now)).toBe(nextClosing({ ...fresh }, now));
  }
});
