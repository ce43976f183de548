import type { Policy } from "../../src/routing/policy.ts";
import type { Scenario } from "./scenario.ts";

/** Two queues that share their agents or not, and one place for each agent. */
export function policyOf({ ramp }: Pick<Scenario, "ramp">): Policy {
  const hold = { ramp };
  return {
    mode: "on",
    // The note tells a decision's write from one that puts something back.
    note: true,
    capacity: { default: 1 },
    queues: [
      { id: "returns", name: "Returns", group: "Returns", pick: "fewest open", hold },
      { id: "orders", name: "Orders", group: "Orders", pick: "fewest open", hold },
    ],
    rules: [
      {
        id: "orders",
        name: "Orders",
        when: { field: "tags", operator: "is", value: "orders" },
        then: [{ do: "send to queue", queue: "orders" }],
      },
    ],
    fallback: "returns",
  };
}
