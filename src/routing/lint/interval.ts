import { type Test, valuesOf } from "../condition.ts";
import { findField } from "../fields.ts";

export interface Interval {
  low: number;
  lowOpen: boolean;
  high: number;
  highOpen: boolean;
}

/** The numbers that pass a test, or undefined for a test that is not about numbers. */
export function intervalOf(test: Test): Interval | undefined {
  const [first, second] = valuesOf(test);
  const number = Number(first);
  const all = {
    low: Number.NEGATIVE_INFINITY,
    lowOpen: false,
    high: Number.POSITIVE_INFINITY,
    highOpen: false,
  };
  switch (test.operator) {
    case "greater than":
      return { ...all, low: number, lowOpen: true };
    case "at least":
      return { ...all, low: number };
    case "less than":
      return { ...all, high: number, highOpen: true };
    case "at most":
      return { ...all, high: number };
    case "between":
      return { ...all, low: number, high: Number(second) };
    case "is": {
      // Elsewhere a value may be text that equals the number and still is none, such as full-width digits.
      const isNumber = findField(test.field)?.kind === "number" && String(number) === String(first);
      return isNumber && Number.isFinite(number) && !Array.isArray(test.value)
        ? { ...all, low: number, high: number }
        : undefined;
    }
    default:
      return undefined;
  }
}

export function isWithin(inner: Interval, outer: Interval): boolean {
  const lowFits = inner.low > outer.low || (inner.low === outer.low && (!outer.lowOpen || inner.lowOpen));
  const highFits =
    inner.high < outer.high || (inner.high === outer.high && (!outer.highOpen || inner.highOpen));
  return lowFits && highFits;
}

export function isDisjoint(one: Interval, other: Interval): boolean {
  const isBelow = (lower: Interval, upper: Interval) =>
    lower.high < upper.low || (lower.high === upper.low && (lower.highOpen || upper.lowOpen));
  return isBelow(one, other) || isBelow(other, one);
}
