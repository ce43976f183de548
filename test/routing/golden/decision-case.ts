import type { Policy } from "../../../src/routing/policy.ts";
import type { Receipt } from "../../../src/routing/receipt.ts";
import type { snapshotOf } from "../build.ts";

export interface DecisionCase {
  name: string;
  policy?: Partial<Policy>;
  snapshot?: Parameters<typeof snapshotOf>[0];
  /** See `summarize`. */
  is: string;
}

/** A decision in one line: "assign a2 in returns; priority high; tags late; from orders". */
export function summarize(receipt: Receipt): string {
  const { outcome, queue, chosen, update, leaveReason } = receipt;
  if (outcome === "leave alone") return `leave alone: ${leaveReason}`;
  const who = chosen ? `assign ${chosen.agentId}` : outcome;
  const parts = [`${who} in ${queue?.id}`];
  if (update.groupId !== `g-${queue?.group}`) parts.push(`group ${update.groupId}`);
  if (update.assigneeId === null) parts.push("unassigned");
  if (update.priority) parts.push(`priority ${update.priority}`);
  if (update.addTags) parts.push(`tags ${update.addTags.join(" ")}`);
  if (update.customFields) parts.push(`fields ${JSON.stringify(update.customFields)}`);
  if (receipt.effort !== 1) parts.push(`effort ${receipt.effort}`);
  if (receipt.notify.length > 0) parts.push(`notify ${receipt.notify.join(" ")}`);
  if (receipt.overflowedFrom.length > 0) {
    parts.push(`from ${receipt.overflowedFrom.map((from) => from.id).join(" ")}`);
  }
  const ruledOut = receipt.candidates.filter((one) => one.removedBy && one.removedBy.filter !== "member");
  if (ruledOut.length > 0) {
    parts.push(`out: ${ruledOut.map((one) => `${one.agentId} ${one.removedBy?.filter}`).join(", ")}`);
  }
  return parts.join("; ");
}
