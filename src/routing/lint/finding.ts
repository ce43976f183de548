import type { PolicyProblem } from "../policy-problem.ts";

const findingCodes = [
  "unreachable rule",
  "shadowed queue",
  "never matches",
  "pattern matches everything",
  "pointless actions",
  "unknown group",
  "unknown agent",
  "no members",
  "skill nobody has",
  "skill missing at times",
  "unused queue",
  "unused schedule",
  "nobody in rotation",
  "overflow cycle",
] as const;

/** Something in a valid policy that will not work as it reads. */
export interface Finding {
  code: (typeof findingCodes)[number];
  /** `error`: tickets will be left or held for ever; `warning`: a part has no effect; `note`: worth a look. */
  severity: "error" | "warning" | "note";
  path: PolicyProblem["path"];
  message: string;
  fix: string;
}
