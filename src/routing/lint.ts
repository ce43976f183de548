import type { Finding } from "./lint/finding.ts";
import { findHoldFindings } from "./lint/hold-findings.ts";
import { findRosterFindings, findUnusedParts } from "./lint/queue-findings.ts";
import { findRuleFindings } from "./lint/rule-findings.ts";
import { findStandInFindings } from "./lint/stand-in-findings.ts";
import type { Policy } from "./policy.ts";
import type { Roster } from "./roster.ts";

export type { Finding } from "./lint/finding.ts";

const severities = ["error", "warning", "note"];

/** What in a valid policy will not work as it reads, worst first. Without a roster, only what the document shows. */
export function lint(policy: Policy, roster?: Roster): Finding[] {
  const findings = [
    ...findRuleFindings(policy),
    ...findUnusedParts(policy),
    ...findHoldFindings(policy),
    ...(roster ? [...findRosterFindings(policy, roster), ...findStandInFindings(roster)] : []),
  ];
  return findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
