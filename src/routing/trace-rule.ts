import { type CompiledRule, type CompiledTest, matched, notKnown } from "./compile/compiled-policy.ts";
import { type Evaluation, foundIn, rawIn, resultOf, valueIn } from "./compile/evaluation.ts";
import { compilePattern } from "./compile-pattern.ts";
import { isKeptWhole } from "./facts.ts";
import type { RuleTrace, TestTrace } from "./receipt.ts";
import type { FieldValue } from "./ticket.ts";

/** Telling where a pattern matched is dearer than telling that it did; longer texts go without. */
const evidenceTextLimit = 4096;
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

function findTextEvidence(
  evaluation: Evaluation,
  { test, field, phraseIds }: CompiledTest,
): string[] | undefined {
  if (phraseIds.length > 0) {
    const found = foundIn(evaluation, field);
    return phraseIds.filter((id) => found[id] === 1).map((id) => field.phrases.phrases[id] ?? "");
  }
  if (test.operator !== "matches") return undefined;
  const pattern = compilePattern(String(test.value));
  for (const text of rawIn(evaluation, field)) {
    if (text.length > evidenceTextLimit) continue;
    const matcher = pattern.matcher(text);
    if (matcher.find()) return [(matcher.group() ?? "").slice(0, evidenceLimit)];
  }
  return undefined;
}
