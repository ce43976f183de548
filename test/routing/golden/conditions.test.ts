import assert from "node:assert/strict";
import { describe, test } from "vitest";
import { compile } from "../../../src/routing/compile.ts";
import { decideCompiled } from "../../../src/routing/decide.ts";
import { expandReceipt } from "../../../src/routing/expand-receipt.ts";
import { Policy } from "../../../src/routing/policy.ts";
import { policyOf, ruleOf, snapshotOf } from "../build.ts";
import { matchNaively } from "../reference-interpreter.ts";
import { factCases } from "./fact-cases.ts";
import { textCases } from "./text-cases.ts";

describe.each([
  ["text", textCases],
  ["facts", factCases],
])("conditions on %s", (_kind, cases) => {
  test.each(cases.map((one) => [nameOf(one), one] as const))("%s", (_name, one) => {
    const { when, holds, ...facts } = one;
    const policy = Policy.parse(policyOf({ rules: [ruleOf("asked", when, "returns")] }));
    const snapshot = snapshotOf(facts);
    const compiled = compile(policy);
    const { receipt } = decideCompiled(compiled, snapshot);
    assert.equal(receipt.queue?.id, holds ? "returns" : "orders");
    assert.equal(expandReceipt(receipt, compiled)[0]?.outcome, holds ? "matched" : "not matched");
    assert.deepEqual(matchNaively(policy, snapshot), holds ? ["asked"] : []);
  });
});

function nameOf({ when, holds, ...facts }: (typeof textCases)[number]): string {
  const text = JSON.stringify(when).replaceAll(/"(field|operator|value)":/g, "");
  return `${text} ${holds ? "holds" : "fails"} with ${JSON.stringify(facts)}`.slice(0, 160);
}
