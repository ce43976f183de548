import type { Policy } from "../../routing/policy.ts";
import { demoPolicy } from "./demo-policy.ts";

/**
 * The demo's policy with two rules that read facts in which vendors differ: what an admin who takes a policy from one
 * help desk to the other will meet.
 */
export const comparePolicy: Policy = {
  ...demoPolicy,
  // A note is another write in one help desk and part of the same in the other; no decision hangs on it.
  note: false,
  rules: [
    {
      id: "no-priority",
      name: "Whoever set no priority gets the normal one",
      when: { field: "priority", operator: "present", value: false },
      then: [{ do: "set priority", priority: "normal" }],
    },
    {
      id: "messaging",
      name: "Messaging customers wait less",
      when: { field: "channel", operator: "is", value: "messaging" },
      then: [{ do: "raise priority", priority: "high" }],
    },
    ...demoPolicy.rules,
  ],
};
