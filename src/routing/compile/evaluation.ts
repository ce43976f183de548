import { isKnown } from "../read-field.ts";
import { lowerForLiterals } from "../required-literal.ts";
import { fold, textLimit } from "../text/fold.ts";
import { type PhraseSearch, startPhraseSearch } from "../text/phrase-search.ts";
import type { FieldValue } from "../ticket.ts";
import { type CompiledField, type CompiledTest, matched, notTested } from "./compiled-policy.ts";

/** One run of the rules: every fact is read, folded and searched at most once, every test answered at most once. */
export interface Evaluation {
  readField(name: string): FieldValue;
  values: (FieldValue | undefined)[];
  folded: (string[] | undefined)[];
  raw: (string[] | undefined)[];
  /** The raw strings in lower case, for the literals of patterns. */
  lower: (string[] | undefined)[];
  searches: (PhraseSearch | undefined)[];
  /** Per test, its result; see compiled-policy.ts. */
  results: Uint8Array;
}

export function startEvaluation(
  testCount: number,
  fieldCount: number,
  readField: Evaluation["readField"],
): Evaluation {
  return {
    readField,
    values: new Array(fieldCount),
    folded: new Array(fieldCount),
    raw: new Array(fieldCount),
    lower: new Array(fieldCount),
    searches: new Array(fieldCount),
    results: new Uint8Array(testCount),
  };
}

export function valueIn(evaluation: Evaluation, field: CompiledField): FieldValue {
  const known = evaluation.values[field.slot];
  if (known !== undefined) return known;
  const value = evaluation.readField(field.name);
  evaluation.values[field.slot] = value;
  return value;
}

/** A field's value as folded strings; none when the fact is not there. */
export function foldedIn(evaluation: Evaluation, field: CompiledField): string[] {
  const known = evaluation.folded[field.slot];
  if (known) return known;
  const folded = stringsOf(valueIn(evaluation, field)).map(fold);
  evaluation.folded[field.slot] = folded;
  return folded;
}

/** A field's value as composed, capped strings, for patterns. */
export function rawIn(evaluation: Evaluation, field: CompiledField): string[] {
  const known = evaluation.raw[field.slot];
  if (known) return known;
  const raw = stringsOf(valueIn(evaluation, field)).map((text) => text.slice(0, textLimit).normalize("NFC"));
  evaluation.raw[field.slot] = raw;
  return raw;
}

export function lowerIn(evaluation: Evaluation, field: CompiledField): string[] {
  const known = evaluation.lower[field.slot];
  if (known) return known;
  const lower = rawIn(evaluation, field).map(lowerForLiterals);
  evaluation.lower[field.slot] = lower;
  return lower;
}

export function searchIn(evaluation: Evaluation, field: CompiledField): PhraseSearch {
  const known = evaluation.searches[field.slot];
  if (known) return known;
  const search = startPhraseSearch(field.phrases, foldedIn(evaluation, field));
  evaluation.searches[field.slot] = search;
  return search;
}

export function resultOf(evaluation: Evaluation, test: CompiledTest): number {
  const known = evaluation.results[test.id];
  if (known !== undefined && known !== notTested) return known;
  const result = test.run(evaluation);
  evaluation.results[test.id] = result;
  return result;
}

export function holds(evaluation: Evaluation, test: CompiledTest): boolean {
  return resultOf(evaluation, test) === matched;
}

function stringsOf(value: FieldValue): string[] {
  if (!isKnown(value)) return [];
  return Array.isArray(value) ? value : [String(value)];
}
