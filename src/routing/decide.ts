import { hashOf } from "./canonical-json.ts";
import { fold } from "./conditions.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import type { Policy } from "./policy.ts";
import type { leaveReasons, Receipt } from "./receipt.ts";
import { selectAgent } from "./select-agent.ts";
import type { Snapshot } from "./snapshot.ts";
import type { TicketUpdate } from "./ticket.ts";

export interface Decision {
  outcome: Receipt["outcome"];
  update: TicketUpdate;
  receipt: Receipt;
}

/**
 * The heart: a pure function of policy and snapshot. No clock, no chance, no input or output.
 *
 * @returns `assign` (group and agent), `hold` (group only, nobody was eligible) or `leave alone` with its reason.
 */
export function decide(policy: Policy, snapshot: Snapshot): Decision {
  const { ticket, roster } = snapshot;
  const receipt: Receipt = {
    receiptVersion: 1,
    policyHash: hashOf(policy),
    snapshotHash: hashOf(snapshot),
    ticketId: ticket.id,
    decidedAt: snapshot.now,
    outcome: "leave alone",
    leaveReason: null,
    rules: [],
    queue: null,
    candidates: [],
    chosen: null,
    tieBreak: null,
    priority: null,
    update: {},
  };
  const before = reasonToLeave(policy, snapshot);
  if (before) return finish({ ...receipt, leaveReason: before });

  const result = evaluateRules(policy, ticket);
  receipt.rules = result.rules;
  if (result.leaveAlone) return finish({ ...receipt, leaveReason: "rule" });

  const queueId = result.queueId ?? policy.fallback;
  const queue = policy.queues.find((candidate) => candidate.id === queueId);
  const group = queue && roster.groups.find((candidate) => fold(candidate.name) === fold(queue.group));
  receipt.queue = queue
    ? {
        id: queue.id,
        name: queue.name,
        group: queue.group,
        groupId: group?.id ?? null,
        ruleId: result.queueRuleId,
      }
    : null;
  if (!queue || !group) return finish({ ...receipt, leaveReason: "group missing" });

  const selection = selectAgent({
    agents: roster.agents,
    groupId: group.id,
    groupName: group.name,
    ticketId: ticket.id,
    defaultCapacity: policy.capacity.default,
  });
  receipt.candidates = selection.candidates;
  receipt.tieBreak = selection.tieBreak;
  receipt.outcome = selection.chosen ? "assign" : "hold";
  receipt.chosen = selection.chosen ? { agentId: selection.chosen.id, name: selection.chosen.name } : null;

  const update: TicketUpdate = { groupId: group.id };
  if (selection.chosen) update.assigneeId = selection.chosen.id;
  if (result.priority && result.priority.to !== ticket.priority) {
    update.priority = result.priority.to;
    receipt.priority = { from: ticket.priority, ...result.priority };
  }
  const newTags = result.tags.filter((tag) => !ticket.tags.includes(tag));
  if (newTags.length > 0) update.addTags = newTags;
  return finish({ ...receipt, update });
}

function reasonToLeave(policy: Policy, { ticket }: Snapshot): (typeof leaveReasons)[number] | null {
  if (policy.mode === "off") return "policy off";
  if (ticket.status === "solved" || ticket.status === "closed") return "solved or closed";
  if (ticket.assigneeId !== null) return "already assigned";
  return null;
}

function finish(receipt: Receipt): Decision {
  return { outcome: receipt.outcome, update: receipt.update, receipt };
}
