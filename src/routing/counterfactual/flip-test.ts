import { toNumber } from "../compile/compile-test.ts";
import { type Test, valuesOf } from "../condition.ts";
import { findField } from "../fields.ts";
import { fold } from "../text/fold.ts";
import type { FieldValue } from "../ticket.ts";

/** The smallest value near `actual` with which a test holds; undefined where none can be made up (a pattern, say). */
export function valueThatPasses(test: Test, actual: FieldValue): FieldValue | undefined {
  const [first, second] = valuesOf(test);
  if (first === undefined) return undefined;
  switch (test.operator) {
    case "is":
    case "in":
      return isList(test, actual) ? [...listOf(actual), String(first)] : first;
    case "contains":
      return add(test, actual, [String(first)]);
    case "contains all":
      return add(test, actual, valuesOf(test).map(String));
    case "starts with":
      return isList(test, actual) ? [...listOf(actual), String(first)] : `${first} ${textOf(actual)}`.trim();
    case "greater than":
      return Number(first) + 1;
    case "at least":
    case "at most":
      return Number(first);
    case "less than":
      return Number(first) - 1;
    case "between": {
      const number = toNumber(actual);
      return number > Number(second) ? Number(second) : Number(first);
    }
    case "present":
      return test.value === false ? null : undefined;
    default:
      return undefined;
  }
}

/** The smallest value near `actual` with which a test fails. */
export function valueThatFails(test: Test, actual: FieldValue): FieldValue | undefined {
  const [first, second] = valuesOf(test);
  const wanted = valuesOf(test).map((value) => fold(String(value)));
  switch (test.operator) {
    case "is":
    case "in":
    case "starts with":
      return Array.isArray(actual) ? actual.filter((item) => !touches(test, fold(item), wanted)) : null;
    case "contains":
    case "contains all":
      return Array.isArray(actual)
        ? actual.filter((item) => !touches(test, fold(item), wanted))
        : without(fold(textOf(actual)), wanted);
    case "greater than":
    case "at most":
      return test.operator === "at most" ? Number(first) + 1 : Number(first);
    case "at least":
    case "less than":
      return test.operator === "at least" ? Number(first) - 1 : Number(first);
    case "between":
      return toNumber(actual) - Number(first) < Number(second) - toNumber(actual)
        ? Number(first) - 1
        : Number(second) + 1;
    case "is not":
    case "not in":
      return first;
    case "matches":
      return null;
    case "present":
      return test.value === false ? undefined : null;
  }
}

function touches(test: Test, item: string, wanted: string[]): boolean {
  return wanted.some((word) =>
    test.operator === "is" || test.operator === "in" ? item === word : item.includes(word),
  );
}

function add(test: Test, actual: FieldValue, phrases: string[]): FieldValue {
  return isList(test, actual)
    ? [...listOf(actual), ...phrases]
    : [textOf(actual), ...phrases].filter(Boolean).join(" ");
}

function without(text: string, phrases: string[]): string {
  return phrases.reduce((rest, phrase) => (phrase === "" ? rest : rest.replaceAll(phrase, "…")), text);
}

function isList(test: Test, actual: FieldValue): boolean {
  return Array.isArray(actual) || findField(test.field)?.kind === "list";
}

function listOf(actual: FieldValue): string[] {
  return Array.isArray(actual) ? actual : actual === null ? [] : [String(actual)];
}

function textOf(actual: FieldValue): string {
  return actual === null ? "" : Array.isArray(actual) ? actual.join(" ") : String(actual);
}
