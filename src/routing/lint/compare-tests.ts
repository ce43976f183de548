import { type Test, valuesOf } from "../condition.ts";
import { findField } from "../fields.ts";
import { containsPhrase } from "../text/contains-phrase.ts";
import { fold } from "../text/fold.ts";
import { intervalOf, isDisjoint, isWithin } from "./interval.ts";

/*
 * Both answers are sure or "no": where it is not plain that one test settles the other, nothing is claimed. A rule that
 * the lint calls unreachable must be so for every ticket.
 */

const equality = ["is", "in"];
const inequality = ["is not", "not in"];
const searches = ["contains", "contains all"];

/** Whether every ticket that passes `narrow` passes `wide`. */
export function testImplies(narrow: Test, wide: Test): boolean {
  if (narrow.field !== wide.field) return false;
  if (wide.operator === "present") {
    if (narrow.operator === "present") return (narrow.value !== false) === (wide.value !== false);
    // A test on a fact that is not there is false, so a test that holds shows that the fact is there.
    return wide.value !== false;
  }
  if (narrow.operator === "present") return false;
  const [small, large] = [wordsOf(narrow), wordsOf(wide)];
  const narrowInterval = intervalOf(narrow);
  const wideInterval = intervalOf(wide);
  if (narrowInterval && wideInterval) return isWithin(narrowInterval, wideInterval);
  if (narrow.operator === "matches" || wide.operator === "matches") {
    return narrow.operator === wide.operator && narrow.value === wide.value;
  }
  if (inequality.includes(wide.operator)) {
    if (inequality.includes(narrow.operator)) return large.every((word) => small.includes(word));
    return (
      equality.includes(narrow.operator) && isSingle(narrow) && !small.some((word) => large.includes(word))
    );
  }
  if (inequality.includes(narrow.operator)) return false;
  if (equality.includes(wide.operator)) {
    return equality.includes(narrow.operator) && small.every((word) => large.includes(word));
  }
  if (wide.operator === "starts with") {
    const begins = (word: string) => large.some((prefix) => prefix !== "" && word.startsWith(prefix));
    return (equality.includes(narrow.operator) || narrow.operator === "starts with") && small.every(begins);
  }
  return searches.includes(wide.operator) && searchImplies(narrow, small, wide, large);
}

/** Whether no ticket passes both. */
export function testsExclude(one: Test, other: Test): boolean {
  if (one.field !== other.field) return false;
  if (one.operator === "present" || other.operator === "present") {
    const isAbsent = (test: Test) => test.operator === "present" && test.value === false;
    return isAbsent(one) !== isAbsent(other);
  }
  return excludesOneWay(one, other) || excludesOneWay(other, one);
}

function excludesOneWay(one: Test, other: Test): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (equality.includes(one.operator) && inequality.includes(other.operator)) {
    return words.every((word) => others.includes(word));
  }
  if (!isSingle(one)) return false;
  const [interval, otherInterval] = [intervalOf(one), intervalOf(other)];
  if (interval && otherInterval) return isDisjoint(interval, otherInterval);
  if (!equality.includes(one.operator)) return false;
  if (equality.includes(other.operator)) return !words.some((word) => others.includes(word));
  if (other.operator === "contains") {
    return !words.some((word) => others.some((phrase) => containsPhrase(word, phrase)));
  }
  if (other.operator === "starts with") {
    return !words.some((word) => others.some((prefix) => prefix !== "" && word.startsWith(prefix)));
  }
  return false;
}

function searchImplies(narrow: Test, small: string[], wide: Test, large: string[]): boolean {
  const hasAny = (word: string) => large.some((phrase) => containsPhrase(word, phrase));
  const isEverySearch = narrow.operator === "contains all";
  if (wide.operator === "contains") {
    if (isEverySearch) return small.some(hasAny);
    return (narrow.operator === "contains" || equality.includes(narrow.operator)) && small.every(hasAny);
  }
  return large.every((phrase) => {
    const has = (word: string) => containsPhrase(word, phrase);
    if (isEverySearch) return small.some(has);
    return (narrow.operator === "contains" || equality.includes(narrow.operator)) && small.every(has);
  });
}

function wordsOf(test: Test): string[] {
  return valuesOf(test).map((value) => fold(String(value)));
}

/** Whether the field has one value; a list, or a field of the help desk's that may hold one, can pass two tests by two items. */
function isSingle(test: Test): boolean {
  const kind = findField(test.field)?.kind;
  return kind !== undefined && kind !== "list" && kind !== "any";
}
