import type { Test } from "../condition.ts";
import type { FieldKind } from "../fields.ts";
import type { Policy, Rule } from "../policy.ts";
import type { PreparedPattern } from "../prepare-pattern.ts";
import type { PhraseTable } from "../text/phrase-table.ts";
import type { Evaluation } from "./evaluation.ts";

export interface CompiledField {
  slot: number;
  name: string;
  kind: FieldKind;
  isClock: boolean;
  /** Every phrase that any rule looks for in this field. */
  phrases: PhraseTable;
  /** Numbers of the tests that phrases found do not answer: a receipt keeps their results when the field holds free text. */
  otherTestIds: number[];
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
 * Which rules may match at all. Each rule is filed under a few keys of which at least one must be there for it to
 * match: values of a field, or phrases in a text. A rule without such keys is always a candidate.
 */
export interface RuleIndex {
  always: Uint32Array;
  values: { field: CompiledField; rules: Map<string, number[]> }[];
  phrases: { field: CompiledField; rules: number[][] }[];
}

export interface CompiledPolicy {
  policy: Policy;
  policyHash: string;
  fields: CompiledField[];
  tests: CompiledTest[];
  rules: CompiledRule[];
  index: RuleIndex;
}
