import type { Condition, Test } from "./policy.ts";
import type { TestTrace } from "./receipt.ts";
import type { FieldValue, Ticket } from "./ticket.ts";

/** What is read of one text: the emulators and the real help desks allow 64 KB, and rules need no more. */
const textLimit = 64 * 1024;
const shownLength = 80;

/** Evaluates a condition and keeps each test's expected and actual value, also where the result was clear before. */
export function evaluateCondition(condition: Condition, ticket: Ticket, trace: TestTrace[]): boolean {
  if ("all" in condition) {
    return condition.all.map((part) => evaluateCondition(part, ticket, trace)).every(Boolean);
  }
  if ("any" in condition) {
    return condition.any.map((part) => evaluateCondition(part, ticket, trace)).some(Boolean);
  }
  if ("not" in condition) return !evaluateCondition(condition.not, ticket, trace);
  return evaluateTest(condition, ticket, trace);
}

function evaluateTest(test: Test, ticket: Ticket, trace: TestTrace[]): boolean {
  const actual = readField(test.field, ticket);
  const { matched, shown } = compare(test, actual);
  trace.push({
    field: test.field,
    operator: test.operator,
    expected: test.value,
    actual: shown ?? shorten(actual),
    matched,
  });
  return matched;
}

function compare(test: Test, actual: FieldValue): { matched: boolean; shown?: FieldValue } {
  const isPresent = actual !== null && actual !== "" && !(Array.isArray(actual) && actual.length === 0);
  if (test.operator === "present") return { matched: isPresent === (test.value !== false) };
  // A condition on a fact that is not there is false, never an error.
  if (!isPresent) return { matched: false };
  const wanted = (Array.isArray(test.value) ? test.value : [String(test.value)]).map(fold);
  const found = (Array.isArray(actual) ? actual : [String(actual)]).map((text) =>
    fold(text.slice(0, textLimit)),
  );
  switch (test.operator) {
    case "is":
    case "in":
      return { matched: wanted.some((word) => found.includes(word)) };
    case "is not":
      return { matched: !wanted.some((word) => found.includes(word)) };
    case "starts with":
      return { matched: wanted.some((word) => found.some((text) => text.startsWith(word))) };
    case "contains": {
      const hit = wanted.find((word) => found.some((text) => containsWords(text, word)));
      return hit === undefined ? { matched: false } : { matched: true, shown: hit };
    }
  }
}

function readField(field: Test["field"], ticket: Ticket): FieldValue {
  switch (field) {
    case "requester.name":
      return ticket.requester.name;
    case "requester.email":
      return ticket.requester.email;
    case "requester.domain":
      return ticket.requester.email?.split("@").at(-1) ?? null;
    case "requester.locale":
      return ticket.requester.locale;
    default:
      return ticket[field];
  }
}

/** Folds case, accents and white space, so that "Rückgabe" and "RUCKGABE " are one word. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Whole words only: "art" is not in "cart". */
function containsWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? " ";
    const after = text.at(at + words.length) ?? " ";
    if (!isWordCharacter(before) && !isWordCharacter(after)) return true;
  }
  return false;
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

function shorten(value: FieldValue): FieldValue {
  if (typeof value !== "string" || value.length <= shownLength) return value;
  return `${value.slice(0, shownLength)}…`;
}
