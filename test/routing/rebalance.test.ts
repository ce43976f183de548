import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeldDemand } from "../../src/routing/hold-demand.ts";
import { giveInTurn } from "../../src/routing/keep-room.ts";
import { burdenOf, type Problem, stateProblem } from "../../src/routing/rebalance/problem.ts";
import { solve } from "../../src/routing/rebalance/solve.ts";
import { rebalance } from "../../src/routing/rebalance.ts";
import type { Agent, Roster } from "../../src/routing/roster.ts";
import { ticketPriorities } from "../../src/routing/ticket.ts";
import { agentOf, groups, policyOf, queueOf } from "./build.ts";
import { canReachEnd, hasNegativeCycle, residualEdges } from "./residual-network.ts";

const now = "2026-11-23T10:00:00Z";
const place = (queueId: string) => ({
  queueId,
  groups: groups.filter(({ name }) => name === queueId),
  skills: [],
  language: null,
});

function heldTicket(ticketId: string, changes: Partial<HeldDemand> = {}): HeldDemand {
  return {
    ticketId,
    ...place("orders"),
    overflow: [],
    effort: 1,
    priority: "normal",
    heldSince: "2026-11-23T09:00:00Z",
    ageingMinutes: 60,
    excludedAgentIds: [],
    preferredAgentIds: [],
    ...changes,
  };
}
const rosterOf = (agents: (Partial<Agent> & { id: string })[]): Roster => ({
  groups,
  agents: agents.map(({ id, ...rest }) => agentOf(id, rest)),
});
const policyWith = (
  changes: Parameters<typeof queueOf>[1] = {},
  seniors: Parameters<typeof queueOf>[1] = {},
) => policyOf({ queues: [queueOf("orders", changes), queueOf("seniors", seniors)] });
const pairs = ({ placements }: ReturnType<typeof rebalance>) =>
  Object.fromEntries(placements.map(({ ticketId, agentId }) => [ticketId, agentId]));

describe("placing held tickets together", () => {
  test("leaves the one agent with a skill to the ticket that needs it", () => {
    const roster = rosterOf([
      { id: "a1", capacity: 1, skills: { refunds: 3 } },
      { id: "a2", capacity: 1 },
    ]);
    const plain = heldTicket("plain", { heldSince: "2026-11-23T08:00:00Z", preferredAgentIds: ["a1"] });
    const skilled = heldTicket("skilled", { skills: [{ skill: "refunds", need: "require" }] });
    expect(giveInTurn(policyWith(), roster, [plain, skilled], { now, isPaced: false }).given.size).toBe(1);
    expect(pairs(rebalance(policyWith(), roster, [plain, skilled], now))).toEqual({
      plain: "a2",
      skilled: "a1",
    });
  });

  test("places the most urgent where not all can be", () => {
    const roster = rosterOf([{ id: "a1", capacity: 2 }]);
    const held = [
      heldTicket("low", { priority: "low" }),
      heldTicket("urgent", { priority: "urgent" }),
      heldTicket("old", { heldSince: "2026-11-22T10:00:00Z" }),
    ];
    const { placements, left } = rebalance(policyWith(), roster, held, now);
    expect(placements.map(({ ticketId }) => ticketId)).toEqual(["old", "urgent"]);
    expect(left).toEqual(["low"]);
  });

  test("evens out the shares of capacity, and tells the loads before and after", () => {
    const roster = rosterOf([
      { id: "a1", capacity: 10, open: 4 },
      { id: "a2", capacity: 10, open: 0 },
      { id: "a3", capacity: 5, open: 0 },
    ]);
    const held = Array.from({ length: 8 }, (_unused, index) => heldTicket(`t${index}`));
    const { loads } = rebalance(policyWith(), roster, held, now);
    expect(loads).toEqual([
      { agentId: "a1", before: 4, after: 5, capacity: 10 },
      { agentId: "a2", before: 0, after: 5, capacity: 10 },
      { agentId: "a3", before: 0, after: 2, capacity: 5 },
    ]);
  });

  test("prefers preferred agents, own queues and, where the queue goes by skill, levels", () => {
    const roster = rosterOf([
      { id: "a1", groupIds: ["g-orders"], open: 7, skills: { refunds: 9 } },
      { id: "a2", groupIds: ["g-orders"], skills: { refunds: 1 } },
      { id: "s1", groupIds: ["g-seniors"] },
    ]);
    const wished = heldTicket("wished", { preferredAgentIds: ["a1"] });
    const overflowing = heldTicket("overflowing", { overflow: [place("seniors")] });
    const both = rebalance(policyWith(), roster, [wished, overflowing], now);
    expect(pairs(both)).toEqual({ wished: "a1", overflowing: "a2" });
    const skilled = heldTicket("skilled", { skills: [{ skill: "refunds", need: "require" }] });
    expect(pairs(rebalance(policyWith(), roster, [skilled], now))).toEqual({ skilled: "a2" });
    expect(pairs(rebalance(policyWith({ pick: "best skill" }), roster, [skilled], now))).toEqual({
      skilled: "a1",
    });
  });

  test("gives the group in which the agent is", () => {
    const roster = rosterOf([{ id: "s1", groupIds: ["g-seniors"] }]);
    const held = heldTicket("t1", { overflow: [place("seniors")] });
    expect(rebalance(policyWith(), roster, [held], now).placements).toEqual([
      { ticketId: "t1", agentId: "s1", queueId: "seniors", groupId: "g-seniors", effort: 1 },
    ]);
  });

  test("nobody there, nothing held: nothing proposed", () => {
    const empty = { placements: [], left: [], loads: [] };
    expect(rebalance(policyWith(), rosterOf([]), [], now)).toEqual(empty);
    expect(rebalance(policyWith(), rosterOf([]), [heldTicket("t1")], now)).toEqual({
      ...empty,
      left: ["t1"],
    });
  });
});

const arbitraryCase = (effort: fc.Arbitrary<number>, sizes: { tickets: number; agents: number }) =>
  fc
    .record({
      agents: fc.array(
        fc.record({
          groupIds: fc.constantFrom<string[]>(["g-orders"], ["g-seniors"], ["g-orders", "g-seniors"]),
          capacity: fc.integer({ min: 0, max: 4 }),
          open: fc.integer({ min: 0, max: 2 }),
          available: fc.constantFrom(true, true, true, false),
          skills: fc.constantFrom<Record<string, number>>({}, { refunds: 2 }, { refunds: 8 }),
        }),
        { maxLength: sizes.agents },
      ),
      tickets: fc.array(
        fc.record({
          effort,
          priority: fc.constantFrom(...ticketPriorities),
          minute: fc.nat(59),
          skill: fc.constantFrom(null, "require" as const, "prefer" as const),
          overflows: fc.boolean(),
          preferred: fc.constantFrom<string[]>([], ["a0"], ["a1"]),
          excluded: fc.constantFrom<string[]>([], [], ["a0"]),
        }),
        { maxLength: sizes.tickets },
      ),
      ordersCap: fc.constantFrom(undefined, 1, 2),
      seniorsCap: fc.constantFrom(undefined, 1),
      pick: fc.constantFrom("fewest open" as const, "best skill" as const),
    })
    .map(({ agents, tickets, ordersCap, seniorsCap, pick }) => ({
      policy: policyWith(
        { pick, ...(ordersCap && { cap: ordersCap }) },
        { ...(seniorsCap && { cap: seniorsCap }) },
      ),
      roster: rosterOf(agents.map((agent, index) => ({ id: `a${index}`, ...agent }))),
      held: tickets.map(({ minute, skill, overflows, preferred, excluded, ...rest }, index) =>
        heldTicket(`t${index}`, {
          ...rest,
          heldSince: `2026-11-23T09:${String(minute).padStart(2, "0")}:00Z`,
          skills: skill ? [{ skill: "refunds", need: skill }] : [],
          overflow: overflows ? [place("seniors")] : [],
          preferredAgentIds: preferred,
          excludedAgentIds: excluded,
        }),
      ),
    }));

/** Seats by ticket, checked against every room; the cost of all fits and burdens. */
function costOf({ tickets, seats, agents }: Problem, seating: ArrayLike<number>): number {
  const [used, loads] = [seats.map(() => 0), agents.map(({ load }) => load)];
  let cost = 0;
  for (const [index, { options, effort }] of tickets.entries()) {
    const option = options.find(({ seat }) => seat === seating[index]);
    const seat = seats[option?.seat ?? -1];
    if (!option || !seat) continue;
    const { capacity = 0 } = agents[seat.agent] ?? {};
    cost += option.cost + burdenOf(loads[seat.agent] ?? 0, effort, capacity);
    used[option.seat] = (used[option.seat] ?? 0) + effort;
    loads[seat.agent] = (loads[seat.agent] ?? 0) + effort;
    if ((used[option.seat] ?? 0) > seat.room || (loads[seat.agent] ?? 0) > capacity) return Infinity;
  }
  return cost;
}

/** All ways to seat the tickets. */
function* allSeatings({ tickets }: Problem, from = 0): Generator<number[]> {
  const ticket = tickets[from];
  if (!ticket) {
    yield [];
    return;
  }
  for (const rest of allSeatings({ tickets } as Problem, from + 1)) {
    yield [-1, ...rest];
    for (const { seat } of ticket.options) yield [seat, ...rest];
  }
}

const placedMask = (seating: ArrayLike<number>) =>
  Array.from(seating, (seat) => (seat === -1 ? "0" : "1")).join("");

test("with equal effort no other way places more, or more urgent ones, or the same at a lower cost", () => {
  fc.assert(
    fc.property(arbitraryCase(fc.constant(1), { tickets: 4, agents: 3 }), ({ policy, roster, held }) => {
      const problem = stateProblem(policy, roster, held, now);
      const seating = solve(problem);
      const [cost, mask] = [costOf(problem, seating), placedMask(seating)];
      assert.notEqual(cost, Infinity);
      for (const other of allSeatings(problem)) {
        const otherCost = costOf(problem, other);
        if (otherCost === Infinity) continue;
        const otherMask = placedMask(other);
        const count = (text: string) => text.replaceAll("0", "").length;
        assert.ok(count(otherMask) <= count(mask));
        // The most urgent first: read as a number, no other set of tickets placed is larger.
        assert.ok(otherMask <= mask);
        if (otherMask === mask) assert.ok(otherCost >= cost, `${otherCost} < ${cost}`);
      }
    }),
    { numRuns: 1500, seed: 31 },
  );
});

test("with equal effort nothing is left to move: no cycle costs less, and no ticket that is left finds a way", () => {
  fc.assert(
    fc.property(arbitraryCase(fc.constant(1), { tickets: 24, agents: 8 }), ({ policy, roster, held }) => {
      const problem = stateProblem(policy, roster, held, now);
      const seating = solve(problem);
      const edges = residualEdges(problem, seating);
      assert.ok(!hasNegativeCycle(edges));
      for (const [index, seat] of seating.entries()) {
        if (seat === -1) assert.ok(!canReachEnd(edges, `ticket ${index}`));
      }
    }),
    { numRuns: 300, seed: 33 },
  );
});

test("with mixed effort nobody is taken above capacity or cap, and never are fewer placed than one after another", () => {
  const efforts = fc.constantFrom(0.5, 1, 1.5, 2);
  fc.assert(
    fc.property(arbitraryCase(efforts, { tickets: 12, agents: 4 }), ({ policy, roster, held }) => {
      const { placements, left, loads } = rebalance(policy, roster, held, now);
      assert.equal(placements.length + left.length, held.length);
      assert.ok(placements.length >= giveInTurn(policy, roster, held, { now, isPaced: false }).given.size);
      for (const { after, capacity } of loads) assert.ok(after <= capacity);
      for (const queue of policy.queues) {
        for (const { id } of roster.agents) {
          const own = placements.filter(({ agentId, queueId }) => agentId === id && queueId === queue.id);
          const points = own.reduce((sum, { effort }) => sum + effort, 0);
          assert.ok(points <= (queue.cap ?? Infinity));
        }
      }
      assert.deepEqual(rebalance(policy, roster, held.toReversed(), now).placements, placements);
    }),
    { numRuns: 1000, seed: 32 },
  );
});
