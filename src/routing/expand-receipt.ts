import {
  type CompiledPolicy,
  type CompiledRule,
  type CompiledTest,
  matched,
  notKnown,
  notMatched,
  notTested,
} from "./compile/compiled-policy.ts";
import { type Evaluation, resultOf, startEvaluation, valueIn } from "./compile/evaluation.ts";
import { readClock } from "./read-field.ts";
import type { Receipt, RuleTrace, TestTrace } from "./receipt.ts";
import { toTestTrace, wordsOf } from "./trace-rule.ts";

/**
 * Every rule of the policy with every test's expected and actual value, from a stored receipt and the policy version
 * that it names. No ticket is needed. A test on free text that never had to be run says "not tested".
 *
 * @throws RangeError when the receipt is of another policy.
 */
export function expandReceipt(receipt: Receipt, compiled: CompiledPolicy): RuleTrace[] {
  if (receipt.policyHash !== compiled.policyHash) {
    throw new RangeError(`the receipt is of policy ${receipt.policyHash}, not of ${compiled.policyHash}`);
  }
  const evaluation = resumeEvaluation(receipt, compiled);
  const matches = new Map(receipt.rules.map((rule) => [rule.id, rule]));
  const end = compiled.rules.find(({ rule }) => rule.id === receipt.endedBy)?.index ?? compiled.rules.length;
  return compiled.rules.map((rule) => {
    const { id, name } = rule.rule;
    if (rule.rule.enabled === false) return { id, name, outcome: "switched off", tests: [] };
    if (receipt.ruleCount === 0 || rule.index > end) return { id, name, outcome: "not reached", tests: [] };
    return (
      matches.get(id) ?? { id, name, outcome: "not matched", tests: traceTests(rule, evaluation, receipt) }
    );
  });
}

function resumeEvaluation(receipt: Receipt, compiled: CompiledPolicy): Evaluation {
  const evaluation = startEvaluation(compiled.pool, (name) => {
    return receipt.facts[name] ?? readClock(name, receipt.decidedAt, compiled.policy);
  });
  const results = new Map(
    Object.entries(receipt.texts).map(([name, text]) => [name, textResults(text, receipt.textTests)]),
  );
  for (const test of compiled.tests) {
    const result = results.get(test.field.name)?.(test);
    if (result !== undefined) evaluation.results[test.id] = result;
  }
  return evaluation;
}

function textResults(
  text: Receipt["texts"][string],
  textTests: Receipt["textTests"],
): (test: CompiledTest) => number {
  const found = new Set(text.found);
  const missed = text.missed && new Set(text.missed);
  const [matchedIds, failedIds] = [new Set(textTests.matched), new Set(textTests.failed)];
  return ({ id, test, field, phraseIds }) => {
    if (test.operator === "present") return text.length > 0 === (test.value !== false) ? matched : notMatched;
    if (text.length === 0) return notKnown;
    if (phraseIds.length === 0)
      return matchedIds.has(id) ? matched : failedIds.has(id) ? notMatched : notTested;
    const phrases = phraseIds.map((phraseId) => field.phrases.phrases[phraseId] ?? "");
    const isFound = (phrase: string) => found.has(phrase);
    const isMissed = (phrase: string) => (missed ? missed.has(phrase) : !found.has(phrase));
    if (test.operator === "contains") {
      return phrases.some(isFound) ? matched : phrases.every(isMissed) ? notMatched : notTested;
    }
    return phrases.every(isFound) ? matched : phrases.some(isMissed) ? notMatched : notTested;
  };
}

function traceTests({ tests }: CompiledRule, evaluation: Evaluation, receipt: Receipt): TestTrace[] {
  return tests.map(({ test, negated }) => {
    const text = receipt.texts[test.field.name];
    if (!text) {
      return toTestTrace(test, negated, resultOf(evaluation, test), valueIn(evaluation, test.field));
    }
    const result = evaluation.results[test.id] ?? notTested;
    const found = new Set(text.found);
    const isFound = (phraseId: number | undefined) =>
      found.has(test.field.phrases.phrases[phraseId ?? -1] ?? "");
    const actual =
      test.phraseIds.length === 0
        ? []
        : wordsOf(test.test).filter((_words, index) => isFound(test.phraseIds[index]));
    const trace = toTestTrace(test, negated, result, actual);
    return result === notTested ? { ...trace, note: "not tested" as const } : trace;
  });
}
