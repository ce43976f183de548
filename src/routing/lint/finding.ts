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
  "ramp above capacity",
  "pointless take-back",
  "nobody to give back to",
  "stand-in not there",
  "stand-in cycle",
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** Something in a valid policy that will not work as it reads. */
export interface Finding {
  code: FindingCode;
  /** `error`: tickets will be left or held for ever; `warning`: a part has no effect; `note`: worth a look. */
  severity: "error" | "warning" | "note";
  /** Empty for what is about the people and not about the document. */
  path: PolicyProblem["path"];
  /** English, as is what to do about it. */
  message: string;
  fix: string;
  /** The names and figures in the message, for whoever tells it in another language. */
  about: Readonly<Record<string, string | number>>;
}
