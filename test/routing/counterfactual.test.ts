import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/routing/compile.ts";
import { whatWouldChange } from "../../src/routing/counterfactual.ts";
import { explainChange } from "../../src/routing/explain/explain-change.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";
import { policyOf, ruleOf, snapshotOf } from "./build.ts";

const valuable = policyOf({
  rules: [ruleOf("valuable", { field: "order.value", operator: "at least", value: 100 }, "returns")],
});

test("a number that misses by a little comes first", () => {
  const snapshot = snapshotOf({
    signals: { orderValue: { value: 99 } },
    agents: [{ id: "a1" }, { id: "a2", open: 1 }],
  });
  const [first] = whatWouldChange(compile(valuable), snapshot);
  assert.equal(first?.subject, "order.value");
  assert.equal(first?.to, 100);
  assert.equal(
    explainChange(first),
    "If the order's value were 100, at least 100, it would have gone to Agent a1 in Returns.",
  );
});

test("who was away, who was full, and the one who got it", () => {
  const snapshot = snapshotOf({
    agents: [
      { id: "a1", open: 1 },
      { id: "a2", available: false },
      { id: "a3", open: 8 },
    ],
  });
  const sentences = whatWouldChange(compile(policyOf()), snapshot).map(explainChange);
  expect(sentences).toContain("Had Agent a1 not been available, it would have been held in Orders.");
  expect(sentences).toContain("Had Agent a2 been available, it would have gone to Agent a2 in Orders.");
});

const late = { id: "late", name: "Late", hours: [{ days: ["monday" as const], from: "18:00", to: "22:00" }] };
test.each([
  ["a shift", { shift: late }, "Had Agent a1 been on shift,"],
  ["a pause", { pausedUntil: "2026-11-23T12:00:00Z" }, "Had Agent a1 not been paused,"],
  [
    "an absence",
    { absence: { from: "2026-11-20T00:00:00Z", until: "2026-12-01T00:00:00Z", standInId: null } },
    "Had Agent a1 not been absent,",
  ],
  [
    "a pause of somebody who is away",
    { pausedUntil: "2026-11-23T12:00:00Z", available: false },
    "Had Agent a1 been available,",
  ],
  ["the ramp", { handedOut: 4 }, "Had Agent a1 not been given 4 just now,"],
  ["room that is kept", { open: 7, kept: { orders: 1 } }, "Had Agent a1 had 6 open and not 7,"],
])("%s that stood in the way", (_name, agent, beginning) => {
  const snapshot = snapshotOf({ agents: [{ id: "a1", ...agent }], isHandOut: true });
  const [first] = whatWouldChange(compile(policyOf()), snapshot).map(explainChange);
  assert.equal(first, `${beginning} it would have gone to Agent a1 in Orders.`);
});

test("never throws, never exceeds its runs, and only tells what changes something", () => {
  fc.assert(
    fc.property(arbitraryPolicy, arbitrarySnapshot, (policy, snapshot) => {
      const changes = whatWouldChange(compile(policy), snapshot, { maxRuns: 40, limit: 5 });
      assert.ok(changes.length <= 5);
      for (const change of changes) assert.match(explainChange(change), /\.$/);
    }),
    { numRuns: 200, seed: 5 },
  );
});
