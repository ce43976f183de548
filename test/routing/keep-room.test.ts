import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/routing/decide.ts";
import { HeldDemand } from "../../src/routing/hold-demand.ts";
import { keepRoom } from "../../src/routing/keep-room.ts";
import type { Agent, Roster } from "../../src/routing/roster.ts";
import { agentOf, groups, policyOf, queueOf, snapshotOf, ticketOf } from "./build.ts";

const now = "2026-11-23T10:00:00Z";
const policy = policyOf({
  queues: [
    queueOf("orders", { overflow: [{ when: "held", afterMinutes: 30, to: "seniors" }] }),
    queueOf("seniors"),
  ],
});
const rosterOf = (...agents: (Partial<Agent> & { id: string })[]): Roster => ({
  groups,
  agents: agents.map(({ id, ...rest }) => agentOf(id, rest)),
});
const full = snapshotOf({ agents: [{ id: "a1", open: 8 }] });

function heldTicket(id: string, changes: Partial<HeldDemand> = {}): HeldDemand {
  const { demand } = decide(policy, { ...full, ticket: ticketOf({ id }) });
  assert.ok(demand);
  return { ...demand, ...changes };
}
const decideOn = (roster: Roster) => decide(policy, { ticket: ticketOf({ id: "new" }), roster, now });

test("what is remembered of a held ticket has its shape and none of its text", () => {
  const held = heldTicket("h1");
  expect(HeldDemand.parse(JSON.parse(JSON.stringify(held)))).toEqual(held);
  expect(held).toMatchObject({
    queueId: "orders",
    effort: 1,
    priority: null,
    heldSince: now,
    ageingMinutes: 60,
  });
  expect(JSON.stringify(held)).not.toContain("parcel");
});

test("a newcomer does not take the last place that a held ticket could have, and the receipt says so", () => {
  const roster = rosterOf({ id: "a1", open: 7 });
  expect(decideOn(roster).outcome).toBe("assign");
  const { outcome, receipt } = decideOn(keepRoom(policy, roster, [heldTicket("h1")], now));
  expect(outcome).toBe("hold");
  expect(receipt.candidates[0]?.removedBy?.detail).toBe("7 of 8 taken, 1 kept for tickets that wait");
});

test("a place that no held ticket can take is left to newcomers", () => {
  const roster = rosterOf({ id: "a1", open: 7 });
  const skilled = heldTicket("h1", { skills: [{ skill: "refunds", need: "require" }] });
  const excluded = heldTicket("h2", { excludedAgentIds: ["a1"] });
  expect(keepRoom(policy, roster, [skilled, excluded], now)).toEqual(roster);
});

test("room is kept in the queue that a ticket overflows to by now", () => {
  const roster = rosterOf(
    { id: "a1", open: 8, groupIds: ["g-orders"] },
    { id: "s1", groupIds: ["g-seniors"] },
  );
  const { demand } = decide(policy, {
    ticket: ticketOf({ id: "h1" }),
    roster: rosterOf({ id: "s1", groupIds: ["g-seniors"], open: 8 }),
    heldSince: "2026-11-23T09:20:00Z",
    now,
  });
  assert.ok(demand);
  const { agents } = keepRoom(policy, roster, [demand], now);
  expect(agents.map(({ kept }) => kept)).toEqual([undefined, { seniors: 1 }]);
});

test("nothing is kept for a queue that is closed, or gone from the policy", () => {
  const roster = rosterOf({ id: "a1" });
  const closed = policyOf({ queues: [queueOf("orders", { schedule: "office" })] });
  expect(keepRoom(closed, roster, [heldTicket("h1")], "2026-11-22T10:00:00Z")).toEqual(roster);
  expect(keepRoom(policy, roster, [heldTicket("h1", { queueId: "gone" })], now)).toEqual(roster);
});

test("never keeps more than there is room for, and keeps what it can", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }), fc.nat(30), (loads, count) => {
      const roster = rosterOf(...loads.map((open, index) => ({ id: `a${index}`, open })));
      const held = Array.from({ length: count }, (_unused, index) => heldTicket(`h${index}`));
      const { agents } = keepRoom(policy, roster, held, now);
      const kept = agents.map((agent) => agent.kept?.orders ?? 0);
      for (const [index, points] of kept.entries()) assert.ok((loads[index] ?? 0) + points <= 8);
      const room = loads.reduce((sum, open) => sum + 8 - open, 0);
      assert.equal(
        kept.reduce((sum, points) => sum + points, 0),
        Math.min(room, count),
      );
    }),
    { numRuns: 50, seed: 23 },
  );
});
