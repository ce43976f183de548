import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { test } from "vitest";
import { canonicalJson } from "../../src/routing/canonical-json.ts";
import { compile } from "../../src/routing/compile.ts";
import { decide, decideCompiled } from "../../src/routing/decide.ts";
import { expandReceipt } from "../../src/routing/expand-receipt.ts";
import { explain } from "../../src/routing/explain.ts";
import { starterPolicy } from "../../src/routing/starter-policy.ts";
import { policyOf, ruleOf, snapshotOf } from "./build.ts";
import { receiptsFile, receiptsText } from "./telling-receipts.ts";

test("docs/receipts.md is current (npm run receipts)", () => {
  assert.equal(readFileSync(receiptsFile, "utf8"), receiptsText());
});

test("a receipt stays under 4 KB compressed at 50 agents, with the starter policy and its phrases", () => {
  const agents = Array.from({ length: 50 }, (_unused, index) => ({
    id: String(360_000_000 + index * 7919),
    name: `Test Agent ${index}`,
    groupIds: index % 3 === 0 ? ["g-orders"] : ["g-returns"],
    open: index % 9,
    available: index % 4 !== 0,
  }));
  const queues = starterPolicy.queues.map((queue) => ({ ...queue, group: "returns" }));
  const snapshot = snapshotOf({
    ticket: { subject: "Refund", body: "I want to send it back. ".repeat(60) },
    agents,
  });
  const { receipt } = decide({ ...starterPolicy, queues }, snapshot);
  assert.ok(receipt.candidates.length === 50);
  assert.ok(deflateSync(canonicalJson(receipt)).length < 4096);
});

test("the ticket's text is not in the receipt, but what rules found in it is", () => {
  const policy = policyOf({
    rules: [
      ruleOf("r1", { field: "body", operator: "contains", value: "Rückgabe" }, "returns"),
      ruleOf("r2", { field: "body", operator: "matches", value: "LF-\\d+" }, "returns"),
    ],
  });
  const snapshot = snapshotOf({ ticket: { body: "Geheim: rückgabe von LF-4711, bitte." } });
  const text = canonicalJson(decide(policy, snapshot).receipt);
  assert.ok(text.includes("Rückgabe") && text.includes("LF-4711"));
  assert.ok(!text.includes("Geheim") && !text.includes("bitte"));
});

test("every condition of every rule can be told again from the receipt and the policy", () => {
  const policy = policyOf({
    rules: [
      ruleOf(
        "near",
        {
          all: [
            { field: "channel", operator: "is", value: "chat" },
            { field: "order.value", operator: "at least", value: 50 },
          ],
        },
        "returns",
      ),
      ruleOf("open", { field: "schedule.office", operator: "is", value: "open" }, "orders", { last: true }),
      ruleOf("after", { all: [] }, "returns"),
    ],
  });
  const compiled = compile(policy);
  const { receipt } = decideCompiled(compiled, snapshotOf());
  const [near, open, after] = expandReceipt(JSON.parse(JSON.stringify(receipt)), compiled);
  assert.deepEqual(near, {
    id: "near",
    name: "Near",
    outcome: "not matched",
    tests: [
      { field: "channel", operator: "is", expected: "chat", actual: "email", matched: false },
      {
        field: "order.value",
        operator: "at least",
        expected: 50,
        actual: null,
        matched: false,
        note: "not known",
      },
    ],
  });
  assert.equal(open?.tests[0]?.actual, "open");
  assert.equal(after?.outcome, "not reached");
  assert.throws(() => expandReceipt(receipt, compile(policyOf())), /of policy/);
});

test("a canary writes its share, and a ticket keeps its side", () => {
  const policy = policyOf({ mode: "canary", canaryPercent: 20 });
  const writes = Array.from(
    { length: 2000 },
    (_unused, id) => decide(policy, snapshotOf({ ticket: { id: String(id) } })).receipt.writes,
  );
  const share = writes.filter(Boolean).length / writes.length;
  assert.ok(share > 0.17 && share < 0.23, String(share));
});

test("equal agents share evenly", () => {
  const agents = ["a1", "a2", "a3", "a4"].map((id) => ({ id }));
  const counts = new Map<string, number>();
  for (let id = 0; id < 2000; id++) {
    const chosen =
      decide(policyOf(), snapshotOf({ ticket: { id: String(id) }, agents })).update.assigneeId ?? "";
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  for (const count of counts.values()) assert.ok(Math.abs(count - 500) < 80, String(count));
});

test("the order of the roster does not matter", () => {
  const agents = ["a1", "a2", "a3"].map((id, open) => ({ id, open: open % 2 }));
  const one = decide(policyOf(), snapshotOf({ agents }));
  const other = decide(policyOf(), snapshotOf({ agents: agents.toReversed() }));
  assert.deepEqual(one.update, other.update);
});

test("an unknown locale reads English", () => {
  const { receipt } = decide(policyOf(), snapshotOf());
  assert.equal(explain(receipt, "xx-YY"), explain(receipt));
});
