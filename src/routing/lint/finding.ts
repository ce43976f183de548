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
  "clock without a schedule",
  "pointless clock",
  "pointless ramp",
  "pointless take-back",
  "nobody to give back to",
  "stand-in not there",
  "stand-in cycle",
] as const;

/** Something in a valid policy that will not work as it reads. */
export interface Finding {
  code: (typeof findingCodes)[number];
  /** `error`: tickets will be left or held for ever; `warning`: a part has no effect; `note`: worth a look. */
  severity: "error" | "warning" | "note";
  /** Empty for what is about the people and not about the document. */
  path: PolicyProblem["path"];
  message: string;
  fix: string;
}
