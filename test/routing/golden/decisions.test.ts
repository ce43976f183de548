import assert from "node:assert/strict";
import { describe, test } from "vitest";
import { canonicalJson } from "../../../src/routing/canonical-json.ts";
import { decide } from "../../../src/routing/decide.ts";
import { Policy } from "../../../src/routing/policy.ts";
import { starterPolicy } from "../../../src/routing/starter-policy.ts";
import { policyOf, snapshotOf } from "../build.ts";
import { summarize } from "./decision-case.ts";
import { overflowCases } from "./overflow-cases.ts";
import { peopleCases } from "./people-cases.ts";
import { ruleCases } from "./rule-cases.ts";
import { starterCases } from "./starter-cases.ts";
import { wishCases } from "./wish-cases.ts";

describe.each([
  ["rules", ruleCases],
  ["people", peopleCases],
  ["wishes", wishCases],
  ["overflow", overflowCases],
])("decisions about %s", (_kind, cases) => {
  test.each(cases.map((one) => [one.name, one.is, one] as const))("%s: %s", (_name, is, one) => {
    const policy = Policy.parse(policyOf(one.policy));
    const snapshot = snapshotOf(one.snapshot);
    const { receipt } = decide(policy, snapshot);
    assert.equal(summarize(receipt), is);
    assert.equal(canonicalJson(decide(policy, snapshot).receipt), canonicalJson(receipt));
  });
});

describe("the starter policy", () => {
  const names = [...new Set(starterPolicy.queues.map((queue) => queue.group))];
  const roster = { groups: names.map((name) => ({ id: `g-${name}`, name })), agents: [] };

  test.each(starterCases)("%s / %s: %s", (subject, body, is) => {
    const { receipt } = decide(starterPolicy, { ...snapshotOf({ ticket: { subject, body } }), roster });
    const { queue, update, outcome } = receipt;
    const parts = [queue?.id, ...(update.addTags ?? []), update.priority].filter(Boolean);
    assert.equal(outcome === "leave alone" ? outcome : parts.join(", "), is);
  });

  test("is a valid policy", () => {
    assert.deepEqual(Policy.parse(starterPolicy), starterPolicy);
  });
});
