import { InputError } from "../../ports/app-error.ts";
import type { Policy } from "../../routing/policy.ts";
import { fitToGroups, starterPolicy } from "../../routing/starter-policy.ts";

/** What a new installation starts with: the starter policy on its own groups, in shadow mode, so nothing is written. */
export function firstPolicy(groups: { name: string }[]): Policy {
  const [first] = groups;
  if (!first) throw new InputError("the help desk has no groups; create one, then connect again");
  const names = groups.map((group) => group.name);
  return { ...fitToGroups(starterPolicy, names, first.name), mode: "shadow" };
}
