import type { Test } from "../condition.ts";
import type { FieldKind } from "../fields.ts";
import type { Policy, Rule } from "../policy.ts";
import type { PreparedPattern } from "../prepare-pattern.ts";
import type { PhraseTable } from "../text/phrase-table.ts";
import type { BufferPool, Evaluation } from "./evaluation.ts";

export interface CompiledField {
  slot: number;
  name: string;
  kind: FieldKind;
  isClock: boolean;
  /** Every phrase that any rule looks for in this field. */
  phrases: PhraseTable;
}

export interface CompiledTest {
  /** Equal tests of all rules are one, numbered in the order of the document. */
  id: number;
  test: Test;
  field: CompiledField;
  /** In rough nanoseconds; dear tests come last. */
  cost: number;
  /** Numbers of the phrases in the field's table; empty for other operators. */
  phraseIds: number[];
  /** Whether phrases found do not answer it, so that with free text its result cannot be told again. */
  isKept: boolean;
  /** For `matches`. */
  pattern: PreparedPattern | undefined;
  run(evaluation: Evaluation): TestResult;
}

export const notTested = 0;
export const matched = 1;
export const notMatched = 2;
/** The fact is not there: false, and told apart in the receipt. */
export const notKnown = 3;
export type TestResult = typeof matched | typeof notMatched | typeof notKnown;

export interface CompiledRule {
  index: number;
  rule: Rule;
  /** In the order of the document, each with whether an odd number of `not` is around it. */
  tests: { test: CompiledTest; negated: boolean }[];
  holds(evaluation: Evaluation): boolean;
}

/**
 * Which rules may match at all, by one field: a rule that needs one of some values (or phrases) to be there is filed
 * under each, and is ruled out when none is. Rules that do not need the field are `free`. Sets have one bit a rule.
 */
export interface RuleFilter {
  field: CompiledField;
  free: Uint32Array;
  /** By folded value, for `values`, or by the phrase's number, for `phrases`. */
  rules: { by: "value"; lists: Map<string, RuleList> } | { by: "phrase"; lists: (RuleList | undefined)[] };
}

/** Places of rules, or a set where there are so many that adding a set is cheaper. */
export type RuleList = number[] | Uint32Array;

export interface RuleIndex {
  enabled: Uint32Array;
  /** Values first: phrases cost a pass over the text. */
  filters: RuleFilter[];
}

export interface CompiledPolicy {
  policy: Policy;
  policyHash: string;
  fields: CompiledField[];
  tests: CompiledTest[];
  /** Those on facts that change by themselves, of rules that are not switched off. */
  timeTests: Test[];
  /** Whether any rule looks at who had a ticket before, which is only known to who asks for it. */
  asksForPreviousAgent: boolean;
  rules: CompiledRule[];
  index: RuleIndex;
  pool: BufferPool;
}
