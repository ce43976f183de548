import type { Finding } from "../../../routing/lint/finding.ts";

/** The colour of a finding, by how much harm it does. */
export function toneOf(severity: Finding["severity"]): "error" | "warning" | "info" {
  return severity === "note" ? "info" : severity;
}
