import { type Test, valuesOf } from "../condition.ts";
import { nowhere, type PreparedPattern, preparePattern } from "../prepare-pattern.ts";
import { isKnown } from "../read-field.ts";
import { fold } from "../text/fold.ts";
import { hasPhrase } from "../text/phrase-search.ts";
import type { FieldValue } from "../ticket.ts";
import {
  type CompiledField,
  type CompiledTest,
  matched,
  notKnown,
  notMatched,
  type TestResult,
} from "./compiled-policy.ts";
import { type Evaluation, foldedIn, lowerIn, rawIn, searchIn, valueIn } from "./evaluation.ts";

type Answer = (evaluation: Evaluation) => boolean;

/** @param phraseIds the numbers of the test's phrases in the field's table, for `contains` and `contains all`. */
export function compileTest(test: Test, id: number, field: CompiledField, phraseIds: number[]): CompiledTest {
  const pattern = test.operator === "matches" ? preparePattern(String(test.value)) : undefined;
  const answer = pattern ? compileMatch(pattern, field, id) : compileAnswer(test, field, phraseIds);
  const mayBeText = field.kind !== "number" && field.kind !== "boolean" && !field.isClock;
  const isKept = mayBeText && phraseIds.length === 0 && test.operator !== "present";
  const run =
    test.operator === "present"
      ? (evaluation: Evaluation): TestResult => (answer(evaluation) ? matched : notMatched)
      : (evaluation: Evaluation): TestResult => {
          if (!isKnown(valueIn(evaluation, field))) return notKnown;
          return answer(evaluation) ? matched : notMatched;
        };
  return { id, test, field, cost: costOf(test, field), phraseIds, isKept, pattern, run };
}

function compileAnswer(test: Test, field: CompiledField, phraseIds: number[]): Answer {
  switch (test.operator) {
    case "present": {
      const wanted = test.value !== false;
      return (evaluation) => isKnown(valueIn(evaluation, field)) === wanted;
    }
    case "is":
    case "in":
      return compileEquality(test, field);
    case "is not":
    case "not in": {
      const equals = compileEquality(test, field);
      return (evaluation) => !equals(evaluation);
    }
    case "contains":
      return (evaluation) => {
        const search = searchIn(evaluation, field);
        for (const id of phraseIds) if (hasPhrase(search, id)) return true;
        return false;
      };
    case "contains all":
      return (evaluation) => {
        const search = searchIn(evaluation, field);
        for (const id of phraseIds) if (!hasPhrase(search, id)) return false;
        return true;
      };
    case "starts with": {
      const prefixes = valuesOf(test)
        .map((value) => fold(String(value)))
        .filter((prefix) => prefix !== "");
      return (evaluation) =>
        foldedIn(evaluation, field).some((text) => prefixes.some((prefix) => text.startsWith(prefix)));
    }
    default:
      return compileComparison(test, field);
  }
}

function compileEquality(test: Test, field: CompiledField): Answer {
  const wanted = new Set(valuesOf(test).map((value) => fold(String(value))));
  return (evaluation) => {
    for (const text of foldedIn(evaluation, field)) if (wanted.has(text)) return true;
    return false;
  };
}

function compileMatch({ locate }: PreparedPattern, field: CompiledField, id: number): Answer {
  return (evaluation) => {
    const lower = lowerIn(evaluation, field);
    for (const [index, text] of rawIn(evaluation, field).entries()) {
      const place = locate(text, lower[index] ?? "");
      if (place === nowhere) continue;
      evaluation.matches.set(id, { text, place });
      return true;
    }
    return false;
  };
}

function compileComparison(test: Test, field: CompiledField): Answer {
  const [first, second] = valuesOf(test).map(toNumber);
  const low = first ?? Number.NaN;
  const high = second ?? Number.NaN;
  const compare = (holds: (actual: number) => boolean): Answer => {
    return (evaluation) => {
      const value = valueIn(evaluation, field);
      return Array.isArray(value) ? value.some((item) => holds(toNumber(item))) : holds(toNumber(value));
    };
  };
  switch (test.operator) {
    case "greater than":
      return compare((actual) => actual > low);
    case "at least":
      return compare((actual) => actual >= low);
    case "less than":
      return compare((actual) => actual < low);
    case "at most":
      return compare((actual) => actual <= low);
    default:
      return compare((actual) => actual >= low && actual <= high);
  }
}

/** Help desks keep numbers of custom fields as text; what is no number compares as false. */
export function toNumber(value: FieldValue): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

function costOf(test: Test, field: CompiledField): number {
  if (field.isClock) return 20_000;
  const isText = field.kind === "text";
  switch (test.operator) {
    case "matches":
      return isText ? 10_000 : 2_000;
    case "contains":
    case "contains all":
      return isText ? 1_000 : 300;
    case "starts with":
      return isText ? 900 : 200;
    case "present":
      return 10;
    case "is":
    case "is not":
    case "in":
    case "not in":
      return isText ? 800 : 50;
    default:
      return 20;
  }
}
