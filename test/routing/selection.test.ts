import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/routing/decide.ts";
import { digestOf, fingerprintOf, shareOfPair } from "../../src/routing/fingerprint.ts";
import { policyOf, queueOf, snapshotOf } from "./build.ts";

const policy = policyOf({ queues: [queueOf("orders", { cap: 7 })] });
const person = fc.record({
  open: fc.integer({ min: 0, max: 9 }),
  available: fc.constantFrom(true, true, true, false),
  groupIds: fc.constantFrom<string[]>(["g-orders"], ["g-orders"], ["g-seniors"]),
  queueLoads: fc.constantFrom<Record<string, number>>({}, { orders: 7 }),
});
const sizes = fc.constantFrom(0, 1, 60, 100, 101, 240);
const rosters = sizes.chain((size) => fc.array(person, { minLength: size, maxLength: size }));

test("the best of a roster of any size are those that sorting all of them would give, in that order", () => {
  fc.assert(
    fc.property(rosters, fc.string(), (people, id) => {
      const agents = people.map((one, index) => ({ id: `a${index}`, ...one }));
      const { receipt } = decide(policy, snapshotOf({ agents, ticket: { id } }));
      const expected = agents
        .filter((one) => one.available && one.groupIds.includes("g-orders") && one.open < 8)
        .filter((one) => (one.queueLoads.orders ?? 0) < 7)
        .sort((a, b) => a.open - b.open || draw(id, a.id) - draw(id, b.id))
        .map((one) => one.id);
      const isSmall = agents.length <= 100;
      const ranked = receipt.candidates
        .filter(({ rank }) => rank !== null)
        .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
        .map(({ agentId }) => agentId);
      assert.deepEqual(ranked, isSmall ? expected : expected.slice(0, 50));
      assert.equal(receipt.chosen?.agentId, expected[0]);

      const { considered, eligible, removedBy } = receipt.candidateCounts;
      assert.deepEqual([considered, eligible], [agents.length, expected.length]);
      const removed = Object.values(removedBy).reduce((sum, count) => sum + count, 0);
      assert.equal(removed + eligible, considered);
      if (isSmall)
        assert.deepEqual(
          receipt.candidates.map(({ agentId }) => agentId),
          agents.map((one) => one.id),
        );
    }),
    { numRuns: 300, seed: 51 },
  );
});

test("of many who were ruled out a receipt tells those who came furthest", () => {
  const agents = Array.from({ length: 300 }, (_unused, index) =>
    index < 40 ? { id: `full${index}`, open: 8 } : { id: `away${index}`, available: false },
  );
  const { candidates, candidateCounts } = decide(policy, snapshotOf({ agents })).receipt;
  expect(candidates).toHaveLength(50);
  expect(candidates.filter(({ removedBy }) => removedBy?.filter === "under capacity")).toHaveLength(40);
  expect(candidateCounts.removedBy).toEqual({ available: 260, "under capacity": 40 });
});

test("a snapshot has one fingerprint, whether its agents were seen before or not, and a replaced agent changes it", () => {
  const snapshot = snapshotOf({ agents: [{ id: "a1" }, { id: "a2" }] });
  const { agents } = snapshot.roster;
  const plain = fingerprintOf(structuredClone(snapshot));
  expect([fingerprintOf(snapshot, agents), fingerprintOf(snapshot, agents)]).toEqual([plain, plain]);
  const replaced = agents.with(1, { ...snapshot.roster.agents[1], open: 1 } as (typeof agents)[number]);
  const changed = { ...snapshot, roster: { ...snapshot.roster, agents: replaced } };
  expect(fingerprintOf(changed, replaced)).toBe(fingerprintOf(structuredClone(changed)));
  expect(fingerprintOf(changed, replaced)).not.toBe(plain);
});

function draw(ticketId: string, agentId: string): number {
  return shareOfPair(digestOf(ticketId), digestOf(agentId));
}
