import { InputError } from "../../ports/app-error.ts";
import type { Policy } from "../../routing/policy.ts";

/** What a new installation starts with: a queue for each group and no rules, in shadow mode, so nothing is written. */
export function firstPolicy(groups: { name: string }[]): Policy {
  const queues = groups.map((group, index) => ({
    id: `queue-${index + 1}`,
    name: group.name,
    group: group.name,
    pick: "fewest open" as const,
  }));
  const [first] = queues;
  if (!first) throw new InputError("the help desk has no groups; create one, then connect again");
  return { mode: "shadow", rules: [], queues, fallback: first.id, capacity: { default: 8 }, note: false };
}
