import type { Action } from "../../src/routing/action.ts";
import type { Policy } from "../../src/routing/policy.ts";
import type { Scenario } from "./scenario.ts";

export const skill = "leather";
/** Where the skill is wanted for a while only. */
export const dropAfterMinutes = 1;

/** Two queues that share their agents or not; whatever else a scenario asks of its policy holds for the second. */
export function policyOf({ ramp, terms }: Pick<Scenario, "ramp" | "terms">): Policy {
  const { pick = "fewest open", effort = 1, skill: wanted, overflows, takesBack, reroutesAtShiftEnd } = terms;
  const both = {
    pick,
    hold: { ramp },
    ...(takesBack && { takeBack: { afterMinutes: 1 } }),
  };
  const need: Action[] = wanted
    ? [{ do: "require skill", skill, ...(wanted === "drops" && { dropAfterMinutes }) }]
    : [];
  return {
    mode: "on",
    // The note tells a decision's write from one that puts something back.
    note: true,
    capacity: { default: 1 },
    queues: [
      { id: "returns", name: "Returns", group: "Returns", ...both },
      {
        id: "orders",
        name: "Orders",
        group: "Orders",
        ...both,
        ...(overflows && { overflow: [{ when: "held", afterMinutes: 1, to: "returns" }] }),
      },
    ],
    rules: [
      {
        id: "orders",
        name: "Orders",
        when: { field: "tags", operator: "is", value: "orders" },
        then: [
          { do: "send to queue", queue: "orders" },
          ...need,
          ...(effort > 1 ? [{ do: "effort" as const, points: effort }] : []),
        ],
      },
    ],
    fallback: "returns",
    ...(reroutesAtShiftEnd && { shiftEnd: { open: "reroute" } }),
  };
}
