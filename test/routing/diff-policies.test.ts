import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffPolicies, type PolicyChange } from "../../src/routing/diff-policies.ts";
import type { Rule } from "../../src/routing/policy.ts";
import { policyOf, queueOf, ruleOf } from "./build.ts";

const always = { all: [] };
const rules = ["a", "b", "c", "d"].map((id) => ruleOf(id, always, "orders"));
const ruleAt = (index: number) => rules[index] as Rule;
const told = ({ part, id, change, from, to, fields }: PolicyChange) => ({
  ...{ part, id, change },
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  ...(fields.length > 0 && { keys: fields.map(({ key }) => key) }),
});

describe("what differs between two policies", () => {
  it("is nothing for equal ones, whatever the order of keys", () => {
    const policy = policyOf({ rules });
    const other = Object.fromEntries(Object.entries(policy).reverse()) as typeof policy;
    expect(diffPolicies(policy, other)).toEqual([]);
  });

  it("tells one moved rule as one, not as all that made room for it", () => {
    const after = policyOf({ rules: [ruleAt(3), ruleAt(0), ruleAt(1), ruleAt(2)] });
    expect(diffPolicies(policyOf({ rules }), after).map(told)).toEqual([
      { part: "rule", id: "d", change: "moved", from: 4, to: 1 },
    ]);
  });

  it("tells what was added, taken out and changed, with the keys", () => {
    const after = policyOf({
      mode: "shadow",
      rules: [ruleAt(0), { ...ruleAt(1), name: "Other", last: true }, ruleOf("new", always, "orders")],
      queues: [queueOf("returns", { cap: 3 }), queueOf("orders"), queueOf("seniors")],
      schedules: [],
    });
    expect(diffPolicies(policyOf({ rules }), after).map(told)).toEqual([
      { part: "setting", id: "mode", change: "changed", keys: ["mode"] },
      { part: "rule", id: "b", change: "changed", keys: ["name", "last"] },
      { part: "rule", id: "new", change: "added", to: 3 },
      { part: "rule", id: "c", change: "removed", from: 3 },
      { part: "rule", id: "d", change: "removed", from: 4 },
      { part: "queue", id: "returns", change: "changed", keys: ["cap"] },
      { part: "schedule", id: "office", change: "removed", from: 1 },
    ]);
  });

  it("says nothing of the order of queues, which means nothing", () => {
    const { queues } = policyOf();
    expect(diffPolicies(policyOf(), policyOf({ queues: queues.toReversed() }))).toEqual([]);
  });

  it("leaves in their order all rules that it does not call moved, added or removed", () => {
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const build = (list: string[]) => policyOf({ rules: list.map((id) => ruleOf(id, always, "orders")) });
        const changes = diffPolicies(build(before), build(after));
        const named = new Set(changes.map(({ id }) => id));
        const rest = (list: string[]) => list.filter((id) => !named.has(id));
        expect(rest(after)).toEqual(rest(before));
        const moved = changes.filter(({ change }) => change === "moved").map(({ id }) => id);
        // No moved rule is told in vain: with any of them left out of the telling, the order would be wrong.
        for (const id of moved) {
          const others = (list: string[]) => list.filter((other) => other === id || !named.has(other));
          expect(others(after)).not.toEqual(others(before));
        }
      }),
    );
  });
});
