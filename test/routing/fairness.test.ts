import { describe, expect, test } from "vitest";
import { countedStatuses } from "../../src/routing/policy.ts";
import { type PickMode, pickModes } from "../../src/routing/queue.ts";
import type { Roster } from "../../src/routing/roster.ts";
import { agentOf, groups, policyOf, queueOf } from "./build.ts";
import { deal, jainIndex } from "./fairness.ts";

const rosterOf = (...ids: string[]): Roster => ({
  groups,
  agents: ids.map((id) => agentOf(id, { capacity: 100_000, skills: { refunds: 3 } })),
});
const policyWith = (pick: PickMode | PickMode[], weights: Record<string, number> = {}) =>
  policyOf({
    queues: [
      queueOf("orders", {
        pick,
        skills: [{ skill: "refunds", need: "prefer" }],
        weights: Object.entries(weights).map(([agent, weight]) => ({ agent, weight })),
      }),
    ],
  });

describe("a thousand tickets among equals", () => {
  test.each(pickModes)("are shared evenly by %s", (pick) => {
    const { counts } = deal(policyWith(pick), rosterOf("a1", "a2", "a3", "a4", "a5", "a6", "a7"), 1000);
    expect(jainIndex([...counts.values()])).toBeGreaterThanOrEqual(0.99);
  });

  test("whose scores never change are drawn evenly, and not the first in the list", () => {
    const forget = (roster: Roster) => rosterOf(...roster.agents.map(({ id }) => id));
    const { counts } = deal(policyWith("fewest open"), rosterOf("a1", "a2", "a3", "a4"), 1000, forget);
    expect(jainIndex([...counts.values()])).toBeGreaterThanOrEqual(0.99);
  });
});

describe("a rotation", () => {
  test.each([[1], [2], [4], [6]])(
    "of %i serves everybody once a round, in rounds of the same order",
    (size) => {
      const ids = Array.from({ length: size }, (_unused, index) => `a${index}`);
      const { order } = deal(policyWith("rotation"), rosterOf(...ids), size * 10);
      const firstRound = order.slice(0, size);
      expect(firstRound.toSorted()).toEqual(ids);
      for (let round = 1; round < 10; round++) {
        expect(order.slice(round * size, (round + 1) * size)).toEqual(firstRound);
      }
    },
  );

  test("keeps to shares within 2 %, from a half to three times", () => {
    const weights = { a1: 3, a2: 2, a3: 1, a4: 0.5 };
    const { counts } = deal(policyWith("rotation", weights), rosterOf(...Object.keys(weights)), 1000);
    for (const [id, weight] of Object.entries(weights)) {
      expect(Math.abs((counts.get(id) ?? 0) / 1000 - weight / 6.5)).toBeLessThanOrEqual(0.02);
    }
  });

  test("neither floods nor passes over who joins in the middle", () => {
    const join = (roster: Roster, index: number): Roster =>
      index === 500
        ? {
            ...roster,
            agents: [...roster.agents, agentOf("new", { capacity: 100_000, skills: { refunds: 3 } })],
          }
        : roster;
    const { order } = deal(policyWith("rotation"), rosterOf("a1", "a2", "a3"), 900, join);
    const after = order.slice(500);
    expect(after.filter((id) => id === "new").length).toBe(100);
    for (let at = 0; at < 396; at += 4)
      expect(after.slice(at, at + 4).filter((id) => id === "new")).toHaveLength(1);
  });

  test("takes somebody back where the others are, after an absence", () => {
    const away = (roster: Roster, index: number): Roster => ({
      ...roster,
      agents: roster.agents.map((agent) =>
        agent.id === "a2" ? { ...agent, available: index < 100 || index >= 400 } : agent,
      ),
    });
    const { order } = deal(policyWith("rotation"), rosterOf("a1", "a2", "a3"), 700, away);
    expect(order.slice(100, 400)).not.toContain("a2");
    expect(order.slice(400).filter((id) => id === "a2")).toHaveLength(100);
  });

  test("goes on in the same order when somebody leaves", () => {
    const leave = (roster: Roster, index: number): Roster =>
      index === 30 ? { ...roster, agents: roster.agents.filter(({ id }) => id !== "a2") } : roster;
    const { order } = deal(policyWith("rotation"), rosterOf("a1", "a2", "a3"), 60, leave);
    const others = order.slice(0, 3).filter((id) => id !== "a2");
    for (let at = 30; at < 60; at += 2) expect(order.slice(at, at + 2)).toEqual(others);
  });
});

test("on-hold, solved and closed tickets do not count against anybody unless the policy says so", () => {
  expect(countedStatuses(policyOf())).toEqual(["new", "open", "pending"]);
  expect(countedStatuses(policyOf({ capacity: { default: 8, counts: ["open", "hold"] } }))).toEqual([
    "open",
    "hold",
  ]);
});
