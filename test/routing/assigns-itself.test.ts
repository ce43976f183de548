import { describe, expect, it } from "vitest";
import { decide } from "../../src/routing/decide.ts";
import { explain } from "../../src/routing/explain.ts";
import { groups, policyOf, queueOf, ruleOf, snapshotOf } from "./build.ts";

/** Every group of the shop assigns by itself. */
function snapshot() {
  const base = snapshotOf({ agents: [{ id: "a1" }] });
  const own = groups.map((group) => ({ ...group, assignsItself: true }));
  return { ...base, roster: { ...base.roster, groups: own } };
}

describe("a group that assigns by itself", () => {
  it("gets the ticket without an agent, and the receipt says whose choice that is", () => {
    const { outcome, update, receipt } = decide(policyOf(), snapshot());
    expect({ outcome, update }).toEqual({ outcome: "group", update: { groupId: "g-orders" } });
    expect(receipt).toMatchObject({ candidates: [], chosen: null, reserved: null });
    expect(explain(receipt)).toContain("the help desk's own routing picks the person");
  });

  it("takes nobody's place in capacity, and does not make the ticket overflow", () => {
    const overflow = [{ when: "held" as const, afterMinutes: 0, to: "seniors" }];
    const policy = policyOf({
      queues: [queueOf("orders", { overflow }), queueOf("returns"), queueOf("seniors")],
      rules: [ruleOf("urgent", { field: "subject", operator: "contains", value: "parcel" }, "orders")],
    });
    const { receipt } = decide(policy, snapshot());
    expect(receipt).toMatchObject({ queue: { id: "orders" }, overflowedFrom: [], reserved: null });
  });
});
