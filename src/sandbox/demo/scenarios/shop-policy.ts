import type { Policy } from "../../../routing/policy.ts";

type Queue = Policy["queues"][number];

/** One queue for one group, and what a scenario changes of it. */
export function shopPolicy(queue: Partial<Queue> = {}, changes: Partial<Policy> = {}): Policy {
  return {
    mode: "on",
    note: false,
    capacity: { default: 8 },
    rules: [],
    queues: [{ id: "service", name: "Service", group: "Service", pick: "fewest open", ...queue }],
    fallback: "service",
    ...changes,
  };
}

export const serviceTeam = (agents: number) => ({ team: { groups: [{ name: "Service", agents }] } });
