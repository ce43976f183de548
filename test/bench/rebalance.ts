import type { HeldDemand } from "../../src/routing/hold-demand.ts";
import { rebalance } from "../../src/routing/rebalance.ts";
import { agentOf, groups, policyOf, queueOf } from "../routing/build.ts";

/** `npm run bench:rebalance`: milliseconds to place 500 held tickets among 200 agents, with more tickets than room. */
const policy = policyOf({
  queues: [queueOf("orders", { pick: "best skill", cap: 4 }), queueOf("returns"), queueOf("seniors")],
});
const skills = ["refunds", "fraud", "furniture", "returns"];
const agents = Array.from({ length: 200 }, (_unused, index) =>
  agentOf(`a${index}`, {
    groupIds: index % 5 === 0 ? ["g-seniors", "g-orders"] : ["g-orders", "g-returns"],
    capacity: 2 + (index % 3),
    open: index % 2,
    skills: { [skills[index % 4] ?? ""]: 1 + (index % 9) },
  }),
);

function heldTickets(effortOf: (index: number) => number): HeldDemand[] {
  return Array.from({ length: 500 }, (_unused, index) => ({
    ticketId: `t${index}`,
    queueId: index % 3 === 0 ? "returns" : "orders",
    groups: groups.filter(({ name }) => name === (index % 3 === 0 ? "returns" : "orders")),
    skills:
      index % 2 === 0
        ? [{ skill: skills[index % 4] ?? "", need: index % 4 === 0 ? "require" : "prefer" }]
        : [],
    language: null,
    overflow: [
      {
        queueId: "seniors",
        groups: groups.filter(({ name }) => name === "seniors"),
        skills: [],
        language: null,
      },
    ],
    effort: effortOf(index),
    priority: index % 7 === 0 ? "high" : "normal",
    heldSince: `2026-11-23T0${index % 9}:00:00Z`,
    ageingMinutes: 60,
    excludedAgentIds: [`a${index % 200}`],
    preferredAgentIds: index % 5 === 0 ? [`a${(index * 7) % 200}`] : [],
  }));
}

for (const [name, effortOf] of [
  ["equal effort", () => 1],
  ["mixed effort", (index: number) => 0.5 + (index % 3) * 0.5],
] as const) {
  const held = heldTickets(effortOf);
  for (let round = 0; round < 3; round++) {
    const started = process.cpuUsage();
    const { placements, left } = rebalance(policy, { groups, agents }, held, "2026-11-23T10:00:00Z");
    const { user, system } = process.cpuUsage(started);
    process.stdout.write(
      `${name}: ${placements.length} placed, ${left.length} left, ${((user + system) / 1000).toFixed(0)} ms of CPU\n`,
    );
  }
}
