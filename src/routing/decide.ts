import { applyActions, type Wishes } from "./apply-actions.ts";
import { hashOf } from "./canonical-json.ts";
import { type CompiledPolicy, compile } from "./compile.ts";
import type { QueueStop } from "./enter-queue.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import type { Policy } from "./policy.ts";
import type { leaveReasons, Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Ticket, TicketUpdate } from "./ticket.ts";
import { walkQueues } from "./walk-queues.ts";
import { isForWriting } from "./writes.ts";

export interface Decision {
  outcome: Receipt["outcome"];
  update: TicketUpdate;
  receipt: Receipt;
}

/**
 * The heart: a pure function of policy and snapshot. No clock, no chance, no input or output.
 *
 * @returns `assign` (group and agent), `hold` (group only, nobody was eligible), `group` (group only, by the
 * policy's wish or because the group assigns by itself) or `leave alone` with its reason.
 */
export function decide(policy: Policy, snapshot: Snapshot): Decision {
  return decideCompiled(compile(policy), snapshot);
}

/** The same for a policy compiled before; see `compile`. */
export function decideCompiled(compiled: CompiledPolicy, snapshot: Snapshot): Decision {
  const { policy } = compiled;
  const { ticket } = snapshot;
  const receipt = blankReceipt(compiled, snapshot);
  const leaveReason = findReasonToLeave(policy, ticket);
  if (leaveReason) return finish({ ...receipt, leaveReason });

  const { matched, trace } = evaluateRules(compiled, snapshot);
  Object.assign(receipt, trace);
  const wishes = applyActions(matched, ticket);
  if (wishes.leaveAlone) return finish({ ...receipt, leaveReason: "rule" });

  const queue = policy.queues.find(({ id }) => id === (wishes.queueId ?? policy.fallback));
  if (!queue) return finish({ ...receipt, leaveReason: "group missing" });
  const { stop, overflowedFrom } = walkQueues(policy, snapshot, wishes, queue);
  const { selection, group } = stop;
  receipt.overflowedFrom = overflowedFrom;
  receipt.queue = {
    id: stop.queue.id,
    name: stop.queue.name,
    group: stop.queue.group,
    groupId: group?.id ?? null,
    ruleId: wishes.queueRuleId,
    pick: stop.queue.pick,
    closed: stop.closed,
  };
  if (!group) return finish({ ...receipt, leaveReason: "group missing" });

  const { chosen } = selection;
  receipt.skills = stop.skills;
  receipt.candidates = selection.candidates;
  receipt.tieBreak = selection.tieBreak;
  receipt.notify = stop.notify;
  receipt.effort = wishes.effort;
  receipt.outcome = outcomeOf(stop, wishes);
  if (chosen) {
    receipt.chosen = { agentId: chosen.id, name: chosen.name };
    receipt.reserved = { agentId: chosen.id, points: wishes.effort };
  }
  if (stop.priority && stop.priority.to !== ticket.priority) {
    receipt.priority = { from: ticket.priority, ...stop.priority };
  }
  receipt.update = updateOf(stop, wishes, snapshot);
  return finish(receipt);
}

function blankReceipt(compiled: CompiledPolicy, snapshot: Snapshot): Receipt {
  return {
    receiptVersion: 2,
    policyHash: compiled.policyHash,
    snapshotHash: hashOf(snapshot),
    ticketId: snapshot.ticket.id,
    decidedAt: snapshot.now,
    mode: compiled.policy.mode,
    writes: isForWriting(compiled.policy, snapshot.ticket.id),
    outcome: "leave alone",
    leaveReason: null,
    signals: snapshot.signals ?? {},
    facts: {},
    texts: {},
    textTests: { matched: [], failed: [] },
    rules: [],
    ruleCount: 0,
    endedBy: null,
    queue: null,
    overflowedFrom: [],
    skills: [],
    candidates: [],
    chosen: null,
    tieBreak: null,
    priority: null,
    effort: 1,
    reserved: null,
    notify: [],
    update: {},
  };
}

function findReasonToLeave(policy: Policy, ticket: Ticket): (typeof leaveReasons)[number] | null {
  if (policy.mode === "off") return "policy off";
  if (ticket.status === "solved" || ticket.status === "closed") return "solved or closed";
  if (ticket.assigneeId !== null) return "already assigned";
  return null;
}

function outcomeOf({ selection, queue, group }: QueueStop, wishes: Wishes): Receipt["outcome"] {
  if (selection.chosen) return "assign";
  const isTheirs = wishes.groupOnly || group?.assignsItself || queue.hold?.nobody === "group only";
  return isTheirs ? "group" : "hold";
}

function updateOf(stop: QueueStop, wishes: Wishes, { ticket }: Snapshot): TicketUpdate {
  const { chosen } = stop.selection;
  const update: TicketUpdate = {};
  if (stop.group) update.groupId = stop.group.id;
  if (chosen) {
    update.assigneeId = chosen.id;
    // A help desk refuses an assignee who is not in the ticket's group.
    const own = stop.groups.find(({ id }) => chosen.groupIds.includes(id));
    if (own) update.groupId = own.id;
  }
  if (stop.priority && stop.priority.to !== ticket.priority) update.priority = stop.priority.to;
  const newTags = wishes.tags.filter((tag) => !ticket.tags.includes(tag));
  if (newTags.length > 0) update.addTags = newTags;
  if (Object.keys(wishes.customFields).length > 0) update.customFields = wishes.customFields;
  return update;
}

function finish(receipt: Receipt): Decision {
  return { outcome: receipt.outcome, update: receipt.update, receipt };
}
