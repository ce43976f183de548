import { isKnown } from "../read-field.ts";
import { lowerForLiterals } from "../required-literal.ts";
import { foldWithForm, textLimit } from "../text/fold.ts";
import { type PhraseSearch, startPhraseSearch } from "../text/phrase-search.ts";
import type { FieldValue } from "../ticket.ts";
import { type CompiledField, type CompiledTest, matched, notTested } from "./compiled-policy.ts";
import { emptySet } from "./rule-set.ts";

/** One run of the rules: every fact is read, folded and searched at most once, every test answered at most once. */
export interface Evaluation {
  readField(name: string): FieldValue;
  fields: (FieldState | undefined)[];
  /** Per test, its result; see compiled-policy.ts. */
  results: Uint8Array;
  /** Tests that were run and that a receipt keeps the result of, should their field hold free text. */
  asked: CompiledTest[];
  /** By test: which text a pattern matched, and where. */
  matches: Map<number, { text: string; place: number }>;
  buffers: Buffers;
}

interface FieldState {
  value: FieldValue;
  /** The value as folded strings; none when the fact is not there. */
  folded: string[] | undefined;
  /** Composed and capped, for patterns, and the same in lower case, for their literals. */
  raw: string[] | undefined;
  lower: string[] | undefined;
  search: PhraseSearch | undefined;
}

/** Allocating these is dearer than clearing them, so a policy keeps one set for its next evaluation. */
interface Buffers {
  results: Uint8Array;
  candidates: Uint32Array;
  allowed: Uint32Array;
}

export interface BufferPool {
  testCount: number;
  ruleCount: number;
  fieldCount: number;
  spare: Buffers | undefined;
}

export function startEvaluation(pool: BufferPool, readField: Evaluation["readField"]): Evaluation {
  const buffers = pool.spare ?? {
    results: new Uint8Array(pool.testCount),
    candidates: emptySet(pool.ruleCount),
    allowed: emptySet(pool.ruleCount),
  };
  pool.spare = undefined;
  return {
    readField,
    fields: new Array(pool.fieldCount),
    results: buffers.results,
    asked: [],
    matches: new Map(),
    buffers,
  };
}

/** Gives the buffers back; the evaluation must not be used afterwards. */
export function endEvaluation(pool: BufferPool, { buffers }: Evaluation): void {
  buffers.results.fill(notTested);
  pool.spare = buffers;
}

function stateOf(evaluation: Evaluation, field: CompiledField): FieldState {
  const known = evaluation.fields[field.slot];
  if (known) return known;
  const value = evaluation.readField(field.name);
  const state = { value, folded: undefined, raw: undefined, lower: undefined, search: undefined };
  evaluation.fields[field.slot] = state;
  return state;
}

export function valueIn(evaluation: Evaluation, field: CompiledField): FieldValue {
  return stateOf(evaluation, field).value;
}

export function foldedIn(evaluation: Evaluation, field: CompiledField): string[] {
  const state = stateOf(evaluation, field);
  return state.folded ?? foldState(state);
}

export function rawIn(evaluation: Evaluation, field: CompiledField): string[] {
  const state = stateOf(evaluation, field);
  if (!state.raw) foldState(state);
  return state.raw ?? [];
}

export function lowerIn(evaluation: Evaluation, field: CompiledField): string[] {
  const state = stateOf(evaluation, field);
  if (!state.lower) foldState(state);
  return state.lower ?? [];
}

export function searchIn(evaluation: Evaluation, field: CompiledField): PhraseSearch {
  const state = stateOf(evaluation, field);
  state.search ??= startPhraseSearch(field.phrases, state.folded ?? foldState(state));
  return state.search;
}

function foldState(state: FieldState): string[] {
  const folded: string[] = [];
  state.raw = [];
  state.lower = [];
  for (const text of stringsOf(state.value)) {
    const form = foldWithForm(text);
    folded.push(form.folded);
    if (form.isAscii && form.folded.length === text.length) {
      state.raw.push(text);
      state.lower.push(form.folded);
    } else {
      const raw = text.slice(0, textLimit).normalize("NFC");
      state.raw.push(raw);
      state.lower.push(lowerForLiterals(raw));
    }
  }
  state.folded = folded;
  return folded;
}

export function resultOf(evaluation: Evaluation, test: CompiledTest): number {
  const known = evaluation.results[test.id];
  if (known !== undefined && known !== notTested) return known;
  const result = test.run(evaluation);
  evaluation.results[test.id] = result;
  if (test.isKept) evaluation.asked.push(test);
  return result;
}

export function holds(evaluation: Evaluation, test: CompiledTest): boolean {
  return resultOf(evaluation, test) === matched;
}

function stringsOf(value: FieldValue): string[] {
  if (!isKnown(value)) return [];
  return Array.isArray(value) ? value : [String(value)];
}
