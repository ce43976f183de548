import { applyActions, type Wishes } from "./apply-actions.ts";
import type { CompiledRule } from "./compile/compiled-policy.ts";
import { type CompiledPolicy, compile } from "./compile.ts";
import { leavesToHelpdesk, type QueueStop } from "./enter-queue.ts";
import { evaluateRules, findMatchingRules } from "./evaluate-rules.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { demandOf, type HeldDemand } from "./hold-demand.ts";
import { lookAhead } from "./next-due.ts";
import type { Policy } from "./policy.ts";
import { pickModesOf } from "./queue.ts";
import type { leaveReasons, Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";
import type { TicketUpdate } from "./ticket.ts";
import { notice } from "./told.ts";
import { type Tracing, traced } from "./tracing.ts";
import { walkQueues } from "./walk-queues.ts";
import { isForWriting } from "./writes.ts";

export interface Decision {
  outcome: Receipt["outcome"];
  update: TicketUpdate;
  receipt: Receipt;
  /** What to remember of a ticket that is held; null for others. */
  demand: HeldDemand | null;
}

/**
 * The heart: a pure function of policy and snapshot. No clock, no chance, no input or output.
 *
 * @returns `assign` (group and agent), `hold` (group only, nobody was eligible), `group` (group only, by the policy's
 * wish or because the help desk or the group picks) or `leave alone` with its reason.
 */
export function decide(policy: Policy, snapshot: Snapshot): Decision {
  return decideCompiled(compile(policy), snapshot);
}

/** The same for a policy compiled before; see `compile`. Without tracing the receipt tells only what is decided. */
export function decideCompiled(
  compiled: CompiledPolicy,
  snapshot: Snapshot,
  tracing: Tracing = traced,
): Decision {
  const { policy } = compiled;
  const { ticket } = snapshot;
  const receipt = blankReceipt(compiled, snapshot, tracing);
  const leaveReason = findReasonToLeave(policy, snapshot);
  if (leaveReason) return finish({ ...receipt, leaveReason });

  const matched = tracing.isTraced
    ? traceRules(compiled, snapshot, receipt)
    : findMatchingRules(compiled, snapshot);
  const wishes = applyActions(matched, ticket);
  if (wishes.leaveAlone) return finish({ ...receipt, leaveReason: "rule" });

  const queue = policy.queues.find(({ id }) => id === (wishes.queueId ?? policy.fallback));
  if (!queue) return finish({ ...receipt, leaveReason: "group missing" });
  const { stop, overflowedFrom, entered } = walkQueues(policy, snapshot, wishes, queue, tracing);
  const { selection, group } = stop;
  receipt.overflowedFrom = overflowedFrom;
  receipt.queue = {
    id: stop.queue.id,
    name: stop.queue.name,
    group: stop.queue.group,
    groupId: group?.id ?? null,
    ruleId: wishes.queueRuleId,
    pick: [...pickModesOf(stop.queue)],
    closed: stop.closed,
  };
  if (!group) return finish({ ...receipt, leaveReason: "group missing" });

  const { chosen } = selection;
  receipt.skills = stop.skills;
  receipt.candidates = selection.candidates;
  receipt.candidateCounts = selection.candidateCounts;
  receipt.tieBreak = selection.tieBreak;
  receipt.turn = selection.turn;
  receipt.notify = stop.notify;
  receipt.effort = wishes.effort;
  receipt.groupReason = chosen ? null : findGroupReason(stop, wishes, snapshot);
  receipt.outcome = chosen ? "assign" : receipt.groupReason ? "group" : "hold";
  if (chosen) {
    const standsInFor = stop.preference.get(chosen.id) ?? null;
    receipt.chosen = {
      agentId: chosen.id,
      name: chosen.name,
      ...(standsInFor !== null && { standsInFor }),
    };
    receipt.reserved = { agentId: chosen.id, points: wishes.effort };
  }
  if (stop.priority && stop.priority.to !== ticket.priority) {
    receipt.priority = { from: ticket.priority, ...stop.priority };
  }
  receipt.update = updateOf(stop, wishes, snapshot);
  if (receipt.outcome !== "hold") return finish(receipt);
  Object.assign(receipt, lookAhead(compiled, snapshot, wishes, stop));
  return finish(receipt, demandOf(snapshot, wishes, entered));
}

function traceRules(compiled: CompiledPolicy, snapshot: Snapshot, receipt: Receipt): CompiledRule[] {
  const { matched, trace } = evaluateRules(compiled, snapshot);
  Object.assign(receipt, trace);
  return matched;
}

function blankReceipt(compiled: CompiledPolicy, snapshot: Snapshot, { isTraced }: Tracing): Receipt {
  return {
    receiptVersion: 3,
    policyHash: compiled.policyHash,
    snapshotHash: isTraced ? fingerprintOf(snapshot, snapshot.roster.agents) : "",
    ticketId: snapshot.ticket.id,
    decidedAt: snapshot.now,
    timezone: compiled.policy.timezone ?? "UTC",
    mode: compiled.policy.mode,
    writes: isForWriting(compiled.policy, snapshot.ticket.id),
    outcome: "leave alone",
    leaveReason: null,
    groupReason: null,
    reassign: describeReassign(snapshot),
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
    candidateCounts: { considered: 0, eligible: 0, removedBy: {} },
    chosen: null,
    tieBreak: null,
    priority: null,
    effort: 1,
    reserved: null,
    turn: null,
    nextDueAt: null,
    earliest: null,
    notify: [],
    update: {},
  };
}

function describeReassign({ reassign, roster }: Snapshot): Receipt["reassign"] {
  if (!reassign) return null;
  const owner = roster.agents.find(({ id }) => id === reassign.fromAgentId);
  return { ...reassign, fromName: owner?.name ?? null };
}

function findReasonToLeave(
  policy: Policy,
  { ticket, reassign }: Snapshot,
): (typeof leaveReasons)[number] | null {
  if (policy.mode === "off") return "policy off";
  if (ticket.status === "solved" || ticket.status === "closed") return "solved or closed";
  // Somebody who is not the owner it was to leave has it from a human.
  if (ticket.assigneeId !== null && ticket.assigneeId !== reassign?.fromAgentId) return "already assigned";
  return null;
}

function findGroupReason(
  { queue, group }: QueueStop,
  { groupOnly }: Wishes,
  snapshot: Snapshot,
): Receipt["groupReason"] {
  if (groupOnly) return "rule";
  if (leavesToHelpdesk(snapshot, group)) return "help desk picks";
  return queue.hold?.nobody === "group only" ? "nobody eligible" : null;
}

function updateOf(stop: QueueStop, wishes: Wishes, snapshot: Snapshot): TicketUpdate {
  const { ticket } = snapshot;
  const { chosen } = stop.selection;
  const update: TicketUpdate = {};
  if (stop.group) update.groupId = stop.group.id;
  if (chosen) {
    update.assigneeId = chosen.id;
    // A help desk refuses an assignee who is not in the ticket's group.
    const own = stop.demand.groups.find(({ id }) => chosen.groupIds.includes(id));
    if (own) update.groupId = own.id;
  } else if (ticket.assigneeId !== null) {
    update.assigneeId = null;
  }
  if (stop.priority && stop.priority.to !== ticket.priority) update.priority = stop.priority.to;
  // Whoever has just got it need not be reminded of it by others.
  const told = chosen ? undefined : notice(snapshot, stop.notify);
  if (told) update.tell = told.tell;
  const newTags = [...wishes.tags, ...(told?.tags ?? [])].filter((tag) => !ticket.tags.includes(tag));
  if (newTags.length > 0) update.addTags = newTags;
  if (Object.keys(wishes.customFields).length > 0) update.customFields = wishes.customFields;
  return update;
}

function finish(receipt: Receipt, demand: HeldDemand | null = null): Decision {
  return { outcome: receipt.outcome, update: receipt.update, receipt, demand };
}
