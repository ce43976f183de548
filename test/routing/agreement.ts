import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson } from "../../src/routing/canonical-json.ts";
import { compile } from "../../src/routing/compile.ts";
import type { Condition } from "../../src/routing/condition.ts";
import { decide, decideCompiled } from "../../src/routing/decide.ts";
import { expandReceipt } from "../../src/routing/expand-receipt.ts";
import { explainAll } from "../../src/routing/explain.ts";
import { Policy } from "../../src/routing/policy.ts";
import { Receipt, type RuleTrace } from "../../src/routing/receipt.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";
import { matchNaively } from "./reference-interpreter.ts";

/**
 * Random policies and tickets: the compiled evaluator agrees with the reference interpreter, nothing throws, the
 * receipt replays to the same bytes, and every rule's outcome follows from the tests that the receipt tells.
 */
export function checkAgreement(options: { numRuns: number; seed: number }): void {
  fc.assert(
    fc.property(arbitraryPolicy, arbitrarySnapshot, (policy, snapshot) => {
      const compiled = compile(policy);
      const { receipt } = decideCompiled(compiled, snapshot);
      assert.deepEqual(
        receipt.rules.map((rule) => rule.id),
        matchNaively(policy, snapshot),
      );
      const replayed = decide(JSON.parse(JSON.stringify(policy)), JSON.parse(JSON.stringify(snapshot)));
      assert.equal(canonicalJson(replayed.receipt), canonicalJson(receipt));

      const expanded = expandReceipt(JSON.parse(JSON.stringify(receipt)), compiled);
      for (const [index, trace] of expanded.entries()) checkTrace(trace, policy.rules[index]?.when);
      explainAll(receipt);
    }),
    options,
  );
}

/** The shape costs more to check than the decision, so fewer pairs go through it. */
export function checkShapes(options: { numRuns: number; seed: number }): void {
  fc.assert(
    fc.property(arbitraryPolicy, arbitrarySnapshot, (policy, snapshot) => {
      assert.deepEqual(Policy.parse(policy), policy);
      const { receipt } = decide(policy, snapshot);
      const stored: unknown = JSON.parse(JSON.stringify(receipt));
      assert.deepEqual(Receipt.parse(stored), stored);
    }),
    options,
  );
}

function checkTrace(trace: RuleTrace, when: Condition | undefined): void {
  if (trace.outcome !== "matched" && trace.outcome !== "not matched") return;
  assert.ok(when);
  const verdict = judge(when, [...trace.tests]);
  assert.equal(verdict, trace.outcome === "matched", JSON.stringify(trace));
}

/** Three-valued: a test that was not run leaves the verdict open, and the others must settle it. */
function judge(condition: Condition, tests: RuleTrace["tests"]): boolean | undefined {
  if ("not" in condition) {
    const inner = judge(condition.not, tests);
    return inner === undefined ? undefined : !inner;
  }
  if ("all" in condition) {
    const parts = condition.all.map((part) => judge(part, tests));
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => judge(part, tests));
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
  }
  const test = tests.shift();
  assert.equal(test?.field, condition.field);
  return test?.note === "not tested" ? undefined : test?.matched;
}
