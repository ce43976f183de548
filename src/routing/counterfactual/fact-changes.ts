import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { Condition, Test } from "../condition.ts";
import type { ChangedInput } from "../counterfactual.ts";
import { expandReceipt } from "../expand-receipt.ts";
import { readField } from "../read-field.ts";
import type { Receipt, RuleTrace } from "../receipt.ts";
import type { Snapshot } from "../snapshot.ts";
import type { FieldValue } from "../ticket.ts";
import { changeField } from "./change-field.ts";
import { valueThatFails, valueThatPasses } from "./flip-test.ts";

/** One fact changed, so that a rule which missed by one test matches, or one that matched does not. */
export function* findFactChanges(
  compiled: CompiledPolicy,
  snapshot: Snapshot,
  receipt: Receipt,
): Generator<ChangedInput> {
  const tried = new Set<string>();
  for (const [index, trace] of expandReceipt(receipt, compiled).entries()) {
    const rule = compiled.rules[index];
    if (!rule || (trace.outcome !== "matched" && trace.outcome !== "not matched")) continue;
    for (const [position, { test, negated }] of rule.tests.entries()) {
      const result = trace.tests[position];
      if (!result || !flipDecides(rule.rule.when, trace, position)) continue;
      const shouldPass = !result.matched;
      const change = changeTest(test.test, shouldPass, snapshot, compiled);
      const key = JSON.stringify([test.field.name, change?.to, negated]);
      if (!change || tried.has(key)) continue;
      tried.add(key);
      yield change;
    }
  }
}

function changeTest(
  test: Test,
  shouldPass: boolean,
  snapshot: Snapshot,
  { policy }: CompiledPolicy,
): ChangedInput | undefined {
  const from = readField(test.field, snapshot, policy);
  const to = shouldPass ? valueThatPasses(test, from) : valueThatFails(test, from);
  if (to === undefined) return undefined;
  const changed = changeField(snapshot, test.field, to);
  if (!changed) return undefined;
  return {
    kind: "fact",
    subject: test.field,
    from: isText(test.field) ? null : from,
    to: isText(test.field) ? null : to,
    test: { ...test, holds: shouldPass },
    size: sizeOf(test, shouldPass, from, to),
    snapshot: changed,
  };
}

/** Whether turning one test around turns the whole condition around. */
function flipDecides(when: Condition, trace: RuleTrace, position: number): boolean {
  const results = trace.tests.map((test) => test.matched);
  const flipped = results.with(position, results[position] !== true);
  return evaluate(when, flipped.values()) !== (trace.outcome === "matched");
}

function evaluate(condition: Condition, results: Iterator<boolean>): boolean {
  if ("all" in condition) return condition.all.map((part) => evaluate(part, results)).every(Boolean);
  if ("any" in condition) return condition.any.map((part) => evaluate(part, results)).some(Boolean);
  if ("not" in condition) return !evaluate(condition.not, results);
  return results.next().value === true;
}

/** Taking away what a rule matched on is the least, then moving a number; words that nobody wrote are a lot. */
function sizeOf(test: Test, shouldPass: boolean, from: FieldValue, to: FieldValue): number {
  if (!shouldPass) return 1;
  if (typeof from === "number" && typeof to === "number") {
    return 1 + Math.abs(to - from) / (Math.abs(to - from) + Math.abs(from) + 1);
  }
  return isText(test.field) ? 2.8 : 2.5;
}

function isText(field: string): boolean {
  return field === "subject" || field === "body" || field === "text";
}
