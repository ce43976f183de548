import { type CompiledRule, type CompiledTest, matched, notKnown } from "./compile/compiled-policy.ts";
import { type Evaluation, resultOf, searchIn, valueIn } from "./compile/evaluation.ts";
import { type Test, valuesOf } from "./condition.ts";
import { isKeptWhole } from "./facts.ts";
import type { RuleTrace, TestTrace } from "./receipt.ts";
import { hasPhrase } from "./text/phrase-search.ts";
import type { FieldValue } from "./ticket.ts";

const evidenceLimit = 80;

/** A rule that matched, with every test answered, also those that the result did not need. */
export function traceMatchedRule(evaluation: Evaluation, { rule, tests }: CompiledRule): RuleTrace {
  return {
    id: rule.id,
    name: rule.name,
    outcome: "matched",
    tests: tests.map(({ test, negated }) => {
      const result = resultOf(evaluation, test);
      return toTestTrace(test, negated, result, findEvidence(evaluation, test, result));
    }),
  };
}

export function toTestTrace(
  { test }: CompiledTest,
  negated: boolean,
  result: number,
  actual: FieldValue,
): TestTrace {
  const trace: TestTrace = {
    field: test.field,
    operator: test.operator,
    expected: test.value,
    actual,
    matched: result === matched,
  };
  if (result === notKnown) trace.note = "not known";
  if (negated) trace.negated = true;
  return trace;
}

function findEvidence(evaluation: Evaluation, compiled: CompiledTest, result: number): FieldValue {
  const { test, field } = compiled;
  const value = valueIn(evaluation, field);
  if (isKeptWhole(field, value)) return value;
  if (result !== matched) return [];
  return findTextEvidence(evaluation, compiled) ?? (Array.isArray(test.value) ? [] : test.value);
}

/** The phrases of a test as the policy spells them; they stand in the same order as the test's `phraseIds`. */
export function wordsOf(test: Test): string[] {
  return valuesOf(test).map(String);
}

function findTextEvidence(
  evaluation: Evaluation,
  { id, test, field, phraseIds, pattern }: CompiledTest,
): string[] | undefined {
  if (phraseIds.length > 0) {
    const search = searchIn(evaluation, field);
    return wordsOf(test).filter((_words, index) => hasPhrase(search, phraseIds[index] ?? -1));
  }
  const match = evaluation.matches.get(id);
  const part = match && pattern?.find(match.text, match.place);
  return part === undefined ? undefined : [part.slice(0, evidenceLimit)];
}
