import { describe, expect, test } from "vitest";
import { afterAssignment } from "../../src/routing/after-assignment.ts";
import { decide } from "../../src/routing/decide.ts";
import { lint } from "../../src/routing/lint.ts";
import { leavesOnReopening } from "../../src/routing/reassignment.ts";
import { validatePolicy } from "../../src/routing/validate-policy.ts";
import { agentOf, groups, policyOf, queueOf, ruleOf, snapshotOf } from "./build.ts";
import { deal, jainIndex } from "./fairness.ts";

/** What other routers were found to get wrong, one test each. Those about deliveries and writes are with the services. */
describe("a trap that others fell into:", () => {
  const orders = policyOf({ queues: [queueOf("orders")] });

  test("the agent with the lowest load is full, so the choice is made among those who are not", () => {
    const agents = [
      { id: "a1", open: 1, capacity: 1 },
      { id: "a2", open: 7, capacity: 8 },
    ];
    expect(decide(orders, snapshotOf({ agents })).receipt.chosen?.agentId).toBe("a2");
  });

  test("an agent who is disabled leaves at once, whatever the status says", () => {
    const agents = [
      { id: "a1", active: false, available: true },
      { id: "a2", open: 7 },
    ];
    expect(decide(orders, snapshotOf({ agents })).receipt.chosen?.agentId).toBe("a2");
  });

  test("everybody is away: the ticket is held in its group, and nobody gets it", () => {
    const agents = [
      { id: "a1", available: false },
      { id: "a2", available: false },
    ];
    const { outcome, update } = decide(orders, snapshotOf({ agents }));
    expect([outcome, update]).toEqual(["hold", { groupId: "g-orders" }]);
  });

  test("all are over their cap, then one frees up", () => {
    const full = snapshotOf({
      agents: [
        { id: "a1", open: 9 },
        { id: "a2", open: 8 },
      ],
      heldSince: "2026-11-23T09:00:00Z",
    });
    expect(decide(orders, full).outcome).toBe("hold");
    const freed = snapshotOf({
      agents: [
        { id: "a1", open: 9 },
        { id: "a2", open: 7 },
      ],
      isHandOut: true,
    });
    expect(decide(orders, freed).receipt.chosen?.agentId).toBe("a2");
  });

  const returning = policyOf({
    queues: [queueOf("orders")],
    rules: [{ id: "back", name: "Back", when: { all: [] }, then: [{ do: "prefer previous agent" }] }],
  });

  test("a returning customer does not land on an absent agent, but on the stand-in", () => {
    const absence = { from: "2026-11-20T00:00:00Z", until: "2026-12-01T00:00:00Z", standInId: "a3" };
    const agents = [{ id: "a1", absence }, { id: "a2" }, { id: "a3", open: 7 }];
    const { receipt } = decide(returning, snapshotOf({ agents, ticket: { previousAgentId: "a1" } }));
    expect(receipt.chosen).toEqual({ agentId: "a3", name: "Agent a3", standsInFor: "Agent a1" });
  });

  test("stand-ins who stand in for each other end the search, and a stand-in who is absent passes it on", () => {
    const away = (standInId: string) => ({
      from: "2026-11-20T00:00:00Z",
      until: "2026-12-01T00:00:00Z",
      standInId,
    });
    const circle = [{ id: "a1", absence: away("a2") }, { id: "a2", absence: away("a1") }, { id: "a3" }];
    const ticket = { previousAgentId: "a1" };
    expect(decide(returning, snapshotOf({ agents: circle, ticket })).receipt.chosen?.agentId).toBe("a3");
    const chain = [
      { id: "a1", absence: away("a2") },
      { id: "a2", absence: away("a3") },
      { id: "a3", open: 7 },
      { id: "a4" },
    ];
    expect(decide(returning, snapshotOf({ agents: chain, ticket })).receipt.chosen?.agentId).toBe("a3");
  });

  test("a ticket is reopened while its agent is at the cap: it goes to somebody else", () => {
    const agents = [
      { id: "a1", open: 8 },
      { id: "a2", open: 5 },
    ];
    const ticket = { reopened: true, previousAgentId: "a1" };
    expect(decide(returning, snapshotOf({ agents, ticket })).receipt.chosen?.agentId).toBe("a2");
  });

  test("a ticket is reopened while its agent is gone from the roster", () => {
    expect(leavesOnReopening(orders, { assigneeId: "gone" }, undefined, "2026-11-23T10:00:00Z")?.reason).toBe(
      "owner absent",
    );
  });

  test("an agent above capacity by hand or by reactivated tickets gets nothing until they are below it", () => {
    const { receipt } = decide(orders, snapshotOf({ agents: [{ id: "a1", open: 12 }] }));
    expect(receipt.candidates[0]?.removedBy).toEqual({ filter: "under capacity", detail: "12 of 8 taken" });
  });

  test("who comes back from a holiday is not flooded for having had nothing meanwhile", () => {
    const roster = {
      groups,
      agents: ["a1", "a2", "back"].map((id) =>
        agentOf(id, { capacity: 1000, rotation: { orders: id === "back" ? 2 : 400 } }),
      ),
      rotationFloor: { orders: 399 },
    };
    const { counts } = deal(policyOf({ queues: [queueOf("orders", { pick: "rotation" })] }), roster, 90);
    expect(Math.abs((counts.get("back") ?? 0) - 30)).toBeLessThanOrEqual(1);
  });

  test("an assignment that failed moves no rotation", () => {
    const policy = policyOf({ queues: [queueOf("orders", { pick: "rotation" })] });
    const snapshot = snapshotOf({ agents: [{ id: "a1" }, { id: "a2" }] });
    const first = decide(policy, snapshot).receipt;
    const again = decide(policy, snapshot).receipt;
    expect(again.chosen).toEqual(first.chosen);
    const next = { ...snapshot, roster: afterAssignment(snapshot.roster, first) };
    expect(decide(policy, next).receipt.chosen).not.toEqual(first.chosen);
  });

  test("a schedule in a named zone is right in summer, and a fixed offset is refused", () => {
    const { receipt } = decide(
      policyOf({ queues: [queueOf("orders", { schedule: "office" })] }),
      snapshotOf({ now: "2026-07-06T07:30:00Z" }),
    );
    expect(receipt.outcome).toBe("assign");
    expect(validatePolicy(policyOf({ timezone: "+01:00" })).ok).toBe(false);
  });

  test("a shift over midnight counts on both days, also in the night when the clocks change", () => {
    const shift = {
      id: "night",
      name: "Night",
      hours: [{ days: ["saturday" as const], from: "22:00", to: "06:00" }],
    };
    const outcomeAt = (now: string) =>
      decide(orders, snapshotOf({ now, agents: [{ id: "a1", shift }] })).outcome;
    // The clocks in Berlin go from 02:00 to 03:00 on Sunday, 29 March 2026.
    expect(
      ["2026-03-28T20:59:00Z", "2026-03-28T21:00:00Z", "2026-03-29T03:59:00Z", "2026-03-29T04:00:00Z"].map(
        outcomeAt,
      ),
    ).toEqual(["hold", "assign", "assign", "hold"]);
  });

  test.each(["email", "web", "api", "chat"])("a ticket by %s is routed like any other", (channel) => {
    const policy = policyOf({
      rules: [ruleOf("r1", { field: "body", operator: "contains", value: "refund" }, "returns")],
    });
    const { receipt } = decide(policy, snapshotOf({ ticket: { channel, body: "A refund, please." } }));
    expect([receipt.queue?.id, receipt.outcome]).toEqual(["returns", "assign"]);
  });

  test("a language that nobody speaks holds the ticket where it is required, and no more than ranks where it is preferred", () => {
    const agents = [{ id: "a1", languages: ["en"] }];
    const asked = { agents, signals: { language: { value: "fi" } } };
    const outcomeOf = (matchLanguage: "require" | "prefer") =>
      decide(policyOf({ queues: [queueOf("orders", { matchLanguage })] }), snapshotOf(asked)).outcome;
    expect([outcomeOf("require"), outcomeOf("prefer")]).toEqual(["hold", "assign"]);
  });

  test("an empty body and an empty subject go to the fallback", () => {
    const policy = policyOf({
      rules: [ruleOf("r1", { field: "body", operator: "contains", value: "refund" }, "returns")],
    });
    const { receipt } = decide(policy, snapshotOf({ ticket: { subject: "", body: "" } }));
    expect([receipt.queue?.id, receipt.queue?.ruleId]).toEqual(["orders", null]);
  });

  test("a catch-all before other rules fires first, and the lint says so", () => {
    const rules = [
      ruleOf("all", { all: [] }, "orders", { last: true }),
      ruleOf("vip", { field: "tags", operator: "is", value: "vip" }, "seniors"),
    ];
    expect(lint(policyOf({ rules })).map(({ code }) => code)).toContain("unreachable rule");
  });

  test("overflow in a circle is refused, and would end all the same", () => {
    const over = (to: string) => ({ overflow: [{ when: "held" as const, afterMinutes: 0, to }] });
    const circle = policyOf({
      queues: [queueOf("orders", over("returns")), queueOf("returns", over("orders"))],
    });
    expect(validatePolicy(circle).ok).toBe(false);
    expect(decide(circle, snapshotOf({ agents: [] })).outcome).toBe("hold");
  });

  test("a skill that nobody has holds the ticket with the reason, and the lint says so before", () => {
    const policy = policyOf({
      queues: [queueOf("orders", { skills: [{ skill: "refunds", need: "require" }] })],
    });
    const snapshot = snapshotOf({ agents: [{ id: "a1", skills: {} }] });
    expect(decide(policy, snapshot).receipt.candidates[0]?.removedBy?.filter).toBe("has skill");
    expect(lint(policy, snapshot.roster).map(({ code }) => code)).toContain("skill nobody has");
  });

  test("a change of the group alone names the group and nothing else", () => {
    expect(decide(orders, snapshotOf({ helpdeskPicks: true })).update).toEqual({ groupId: "g-orders" });
  });

  test("somebody took a held ticket meanwhile: it is left alone", () => {
    const snapshot = snapshotOf({
      ticket: { assigneeId: "a9" },
      heldSince: "2026-11-23T09:00:00Z",
      isHandOut: true,
    });
    expect(decide(orders, snapshot).receipt.leaveReason).toBe("already assigned");
  });

  test("equal scores spread, and do not go to the first id", () => {
    const agents = ["a1", "a2", "a3", "a4", "a5"].map((id) => ({ id }));
    const counts = new Map(agents.map(({ id }) => [id, 0]));
    for (let ticket = 0; ticket < 1000; ticket++) {
      const { chosen } = decide(orders, snapshotOf({ agents, ticket: { id: `t${ticket}` } })).receipt;
      counts.set(chosen?.agentId ?? "", (counts.get(chosen?.agentId ?? "") ?? 0) + 1);
    }
    expect(jainIndex([...counts.values()])).toBeGreaterThanOrEqual(0.99);
  });

  test("whoever logs in first in the morning gets three in five minutes, and not the whole night", () => {
    let { roster } = snapshotOf({ agents: [{ id: "a1", capacity: 50 }] });
    const outcomes = Array.from({ length: 10 }, (_unused, index) => {
      const { receipt } = decide(orders, {
        ...snapshotOf({ ticket: { id: `t${index}` }, isHandOut: true }),
        roster,
      });
      roster = afterAssignment(roster, receipt, { isHandOut: true });
      return receipt.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === "assign")).toHaveLength(3);
  });

  test("a ticket taken back goes to nobody who had it, and never back and forth", () => {
    const agents = [{ id: "a1" }, { id: "a2" }];
    const reassign = { fromAgentId: "a2", reason: "taken back" as const };
    const { outcome, update } = decide(
      orders,
      snapshotOf({ agents, ticket: { assigneeId: "a2" }, reassign, excludedAgentIds: ["a1"] }),
    );
    expect([outcome, update.assigneeId]).toEqual(["hold", null]);
  });
});
