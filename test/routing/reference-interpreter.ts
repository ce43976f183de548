import { RE2JS } from "re2js";
import { type Condition, type Test, valuesOf } from "../../src/routing/condition.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { readField } from "../../src/routing/read-field.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { fold } from "../../src/routing/text/fold.ts";
import type { FieldValue } from "../../src/routing/ticket.ts";

/** The meaning of rules, written for reading: no index, no memory, no order of cost. */
export function matchNaively(policy: Policy, snapshot: Snapshot): string[] {
  const matched: string[] = [];
  for (const rule of policy.rules) {
    if (rule.enabled === false) continue;
    if (!holdsNaively(rule.when, policy, snapshot)) continue;
    matched.push(rule.id);
    if (rule.last) break;
  }
  return matched;
}

export function holdsNaively(condition: Condition, policy: Policy, snapshot: Snapshot): boolean {
  if ("all" in condition) return condition.all.every((part) => holdsNaively(part, policy, snapshot));
  if ("any" in condition) return condition.any.some((part) => holdsNaively(part, policy, snapshot));
  if ("not" in condition) return !holdsNaively(condition.not, policy, snapshot);
  return testNaively(condition, readField(condition.field, snapshot, policy));
}

function testNaively(test: Test, actual: FieldValue): boolean {
  const items = (Array.isArray(actual) ? actual : [actual]).filter((item) => item !== null && item !== "");
  if (test.operator === "present") return items.length > 0 === (test.value !== false);
  if (items.length === 0) return false;
  const texts = items.map((item) => fold(String(item)));
  const wanted = valuesOf(test).map((value) => fold(String(value)));
  // A yes or no is no number, and neither is white space.
  const isNumber = (item: FieldValue) => typeof item !== "boolean" && String(item).trim() !== "";
  const numbers = items.map((item) => (isNumber(item) ? Number(item) : Number.NaN));
  const [low, high] = valuesOf(test).map(Number) as [number, number];
  switch (test.operator) {
    case "is":
    case "in":
      return texts.some((text) => wanted.includes(text));
    case "is not":
    case "not in":
      return !texts.some((text) => wanted.includes(text));
    case "contains":
      return wanted.some((phrase) => texts.some((text) => hasPhrase(text, phrase)));
    case "contains all":
      return wanted.every((phrase) => texts.some((text) => hasPhrase(text, phrase)));
    case "starts with":
      return wanted.some((prefix) => prefix !== "" && texts.some((text) => text.startsWith(prefix)));
    case "matches": {
      const pattern = RE2JS.compile(String(test.value), RE2JS.CASE_INSENSITIVE);
      return items.some((item) => pattern.matcher(String(item).slice(0, 65_536).normalize("NFC")).find());
    }
    case "greater than":
      return numbers.some((number) => number > low);
    case "at least":
      return numbers.some((number) => number >= low);
    case "less than":
      return numbers.some((number) => number < low);
    case "at most":
      return numbers.some((number) => number <= low);
    case "between":
      return numbers.some((number) => number >= low && number <= high);
  }
}

const spacedLetter =
  /^(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})[\p{L}\p{N}\p{M}]$/u;

function hasPhrase(text: string, phrase: string): boolean {
  if (phrase === "") return false;
  for (let at = 0; at + phrase.length <= text.length; at++) {
    if (text.slice(at, at + phrase.length) !== phrase) continue;
    if (splitsWord(text, at) || splitsWord(text, at + phrase.length)) continue;
    return true;
  }
  return false;
}

function splitsWord(text: string, at: number): boolean {
  return spacedLetter.test(text.charAt(at - 1)) && spacedLetter.test(text.charAt(at));
}
