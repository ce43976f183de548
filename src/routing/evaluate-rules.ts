import type { CompiledPolicy, CompiledRule } from "./compile/compiled-policy.ts";
import { type Evaluation, startEvaluation } from "./compile/evaluation.ts";
import { matchRules } from "./compile/match-rules.ts";
import { collectFacts } from "./facts.ts";
import { readField } from "./read-field.ts";
import type { Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";
import { traceMatchedRule } from "./trace-rule.ts";

export type RulesTrace = Pick<Receipt, "facts" | "texts" | "textTests" | "rules" | "ruleCount" | "endedBy">;

/** The rules that match a snapshot, in order, with everything that a receipt keeps of the evaluation. */
export function evaluateRules(
  compiled: CompiledPolicy,
  snapshot: Snapshot,
): { matched: CompiledRule[]; trace: RulesTrace } {
  const evaluation = evaluationOf(compiled, snapshot);
  const { matched, endedBy } = matchRules(compiled, evaluation);
  // Tracing answers every test of a rule that matched, so it comes before the facts are collected.
  const rules = matched.map((rule) => traceMatchedRule(evaluation, rule));
  return {
    matched,
    trace: {
      ...collectFacts(compiled, evaluation),
      rules,
      ruleCount: compiled.rules.length,
      endedBy: endedBy?.rule.id ?? null,
    },
  };
}

/** The same without the trace, for where only the result counts. */
export function findMatchingRules(compiled: CompiledPolicy, snapshot: Snapshot): CompiledRule[] {
  return matchRules(compiled, evaluationOf(compiled, snapshot)).matched;
}

function evaluationOf(compiled: CompiledPolicy, snapshot: Snapshot): Evaluation {
  return startEvaluation(compiled.tests.length, compiled.fields.length, (name) =>
    readField(name, snapshot, compiled.policy),
  );
}
