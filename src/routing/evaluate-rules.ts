import type { CompiledPolicy, CompiledRule } from "./compile/compiled-policy.ts";
import { type Evaluation, endEvaluation, startEvaluation } from "./compile/evaluation.ts";
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
  const { facts, texts, textTests } = collectFacts(compiled, evaluation);
  endEvaluation(compiled.pool, evaluation);
  const endedById = endedBy?.rule.id ?? null;
  return {
    matched,
    trace: { facts, texts, textTests, rules, ruleCount: compiled.rules.length, endedBy: endedById },
  };
}

/** The same without the trace, for where only the result counts. */
export function findMatchingRules(compiled: CompiledPolicy, snapshot: Snapshot): CompiledRule[] {
  const evaluation = evaluationOf(compiled, snapshot);
  const { matched } = matchRules(compiled, evaluation);
  endEvaluation(compiled.pool, evaluation);
  return matched;
}

function evaluationOf(compiled: CompiledPolicy, snapshot: Snapshot): Evaluation {
  return startEvaluation(compiled.pool, (name) => readField(name, snapshot, compiled.policy));
}
