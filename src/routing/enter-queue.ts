import { raisePriority, type SkillWish, type Wishes } from "./apply-actions.ts";
import type { Demand } from "./eligibility.ts";
import { isOpen } from "./is-open.ts";
import type { Policy } from "./policy.ts";
import type { Queue } from "./queue.ts";
import type { SkillTrace } from "./receipt.ts";
import type { Group } from "./roster.ts";
import { type Preference, type Selection, selectAgent } from "./selection.ts";
import type { Snapshot } from "./snapshot.ts";
import { fold } from "./text/fold.ts";

/** A ticket's stop at one queue: what the queue asks after so long a wait, and who could take the ticket there. */
export interface QueueStop {
  queue: Queue;
  group: Group | null;
  /** The groups whose members may take the ticket, the queue's own first. */
  groups: Group[];
  closed: boolean;
  skills: SkillTrace[];
  priority: Wishes["priority"];
  notify: string[];
  selection: Selection;
}

const nobody: Selection = { candidates: [], chosen: null, tieBreak: null };

/** @param waitedMinutes how long the ticket has waited for this queue. */
export function enterQueue(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  queue: Queue,
  waitedMinutes: number,
): QueueStop {
  const { roster } = snapshot;
  const due = (queue.escalate ?? []).filter((step) => step.afterMinutes <= waitedMinutes);
  const addedGroups = due.flatMap((step) => (step.do === "add group" ? [step.group] : []));
  const groups = [queue.group, ...(queue.moreGroups ?? []), ...addedGroups]
    .map((name) => findGroup(roster.groups, name))
    .filter((group) => group !== undefined);
  const group = findGroup(roster.groups, queue.group) ?? null;
  const schedule = policy.schedules?.find(({ id }) => id === queue.schedule);
  const closed = schedule ? isOpen(schedule, snapshot.now, policy.timezone ?? "UTC") === false : false;
  const dropsOptional = due.some((step) => step.do === "drop optional skills");
  const { inForce, traces } = settleSkills(queue, wishes, waitedMinutes, dropsOptional);

  let priority = wishes.priority;
  for (const step of due) {
    if (step.do === "raise priority") {
      priority = raisePriority(priority, snapshot.ticket.priority, step.priority, null);
    }
  }
  const stop: QueueStop = {
    queue,
    group,
    groups,
    closed,
    skills: traces,
    priority,
    notify: due.flatMap((step) => (step.do === "notify" ? [step.who] : [])),
    selection: nobody,
  };
  if (!group || closed || wishes.groupOnly || group.assignsItself) return stop;

  const language = snapshot.signals?.language?.value;
  const demand: Demand = {
    queueId: queue.id,
    groups,
    skills: inForce,
    language: queue.matchLanguage && language ? { value: language, need: queue.matchLanguage } : null,
    effort: wishes.effort,
    queueCap: queue.cap ?? null,
    defaultCapacity: policy.capacity.default,
    excludedIds: snapshot.excludedAgentIds ?? [],
    excludedReferences: wishes.excludedAgents,
    ignoresCapacity: false,
    now: snapshot.now,
  };
  const select = (asked: Demand) =>
    selectAgent(roster.agents, snapshot.ticket.id, queue, asked, preferenceOf(snapshot, wishes));
  stop.selection = select(demand);
  if (!stop.selection.chosen && queue.hold?.nobody === "ignore capacity") {
    stop.selection = select({ ...demand, ignoresCapacity: true });
  }
  return stop;
}

function findGroup(groups: readonly Group[], name: string): Group | undefined {
  return (
    groups.find((group) => group.name === name) ?? groups.find((group) => fold(group.name) === fold(name))
  );
}

function preferenceOf({ ticket }: Snapshot, wishes: Wishes): Preference {
  const ids = [
    wishes.prefersPreviousAgent ? ticket.previousAgentId : null,
    wishes.prefersAccountOwner ? ticket.organization?.ownerId : null,
  ].filter((id) => id != null);
  return { ids, references: wishes.preferredAgents };
}

function settleSkills(
  queue: Queue,
  wishes: Wishes,
  waitedMinutes: number,
  dropsOptional: boolean,
): { inForce: SkillWish[]; traces: SkillTrace[] } {
  const wished: SkillWish[] = [
    ...(queue.skills ?? []).map((skill) => ({ ...skill, ruleId: null })),
    ...wishes.skills,
  ];
  const isDropped = (wish: SkillWish) =>
    (wish.dropAfterMinutes !== undefined && wish.dropAfterMinutes <= waitedMinutes) ||
    (dropsOptional && wish.need === "prefer");
  return {
    inForce: wished.filter((wish) => !isDropped(wish)),
    traces: wished.map((wish) => ({
      skill: wish.skill,
      level: wish.level ?? null,
      need: wish.need,
      ruleId: wish.ruleId,
      ...(isDropped(wish) && { droppedAfterMinutes: waitedMinutes }),
    })),
  };
}
