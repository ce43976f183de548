import { hashOf } from "./canonical-json.ts";
import type { Policy } from "./policy.ts";

/** Whether a ticket's decision is written to the help desk. A canary's share is by a hash, so a ticket keeps its side. */
export function isForWriting(policy: Pick<Policy, "mode" | "canaryPercent">, ticketId: string): boolean {
  if (policy.mode !== "canary") return policy.mode === "on";
  const share = Number.parseInt(hashOf(["canary", ticketId]).slice(0, 8), 16) / 0x1_0000_0000;
  return share * 100 < (policy.canaryPercent ?? 0);
}
