import { shareOf } from "./fingerprint.ts";
import type { Policy } from "./policy.ts";

/** Whether a ticket's decision is written to the help desk. A canary's share is by a hash, so a ticket keeps its side. */
export function isForWriting(policy: Pick<Policy, "mode" | "canaryPercent">, ticketId: string): boolean {
  if (policy.mode !== "canary") return policy.mode === "on";
  return shareOf(["canary", ticketId]) * 100 < (policy.canaryPercent ?? 0);
}
