import { raisePriority, type SkillWish, type Wishes } from "./apply-actions.ts";
import type { Demand } from "./eligibility.ts";
import { referenceFinder } from "./find-agent.ts";
import { type KnownAgent, knownAgents } from "./known-agent.ts";
import type { Policy } from "./policy.ts";
import { pickModesOf, type Queue, rampOf } from "./queue.ts";
import type { QueueClock } from "./queue-clock.ts";
import type { SkillTrace } from "./receipt.ts";
import type { Group } from "./roster.ts";
import type { Snapshot } from "./snapshot.ts";
import { fold } from "./text/fold.ts";
import { epochOf } from "./wall-clock.ts";

/** What a queue asks of a ticket and its agents after so long a wait. */
export interface QueueTerms {
  /** The queue's own; null when the help desk has none of that name. */
  group: Group | null;
  demand: Demand;
  skills: SkillTrace[];
  priority: Wishes["priority"];
  notify: string[];
}

export function termsOf(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  queue: Queue,
  { waitedMinutes }: QueueClock,
): QueueTerms {
  const { roster } = snapshot;
  const due = (queue.escalate ?? []).filter((step) => step.afterMinutes <= waitedMinutes);
  const addedGroups = due.flatMap((step) => (step.do === "add group" ? [step.group] : []));
  const dropsOptional = due.some((step) => step.do === "drop optional skills");
  const { inForce, traces } = settleSkills(queue, wishes, waitedMinutes, dropsOptional);
  let { priority } = wishes;
  for (const step of due) {
    if (step.do === "raise priority") {
      priority = raisePriority(priority, snapshot.ticket.priority, step.priority, null);
    }
  }
  const language = snapshot.signals?.language?.value;
  return {
    group: findGroup(roster.groups, queue.group) ?? null,
    skills: traces,
    priority,
    notify: due.flatMap((step) => (step.do === "notify" ? [step.who] : [])),
    demand: {
      groups: [queue.group, ...(queue.moreGroups ?? []), ...addedGroups]
        .map((name) => findGroup(roster.groups, name))
        .filter((group) => group !== undefined),
      skills: inForce,
      language: queue.matchLanguage && language ? { value: language, need: queue.matchLanguage } : null,
      effort: wishes.effort,
      excluded: excludedBy(snapshot, wishes),
      ramp: snapshot.isHandOut === true ? rampOf(queue) : null,
      ...rulesOf(policy, queue),
      nowMs: epochOf(snapshot.now),
    },
  };
}

/** What of a demand follows from policy and queue alone. */
export function rulesOf(
  policy: Policy,
  queue: Queue,
): Pick<Demand, "queueId" | "queueCap" | "defaultCapacity" | "weightOf" | "ignoresCapacity" | "timezone"> {
  return {
    queueId: queue.id,
    queueCap: queue.cap ?? null,
    defaultCapacity: policy.capacity.default,
    weightOf: pickModesOf(queue).includes("rotation") ? weightsOf(queue) : null,
    ignoresCapacity: false,
    timezone: policy.timezone ?? "UTC",
  };
}

export function findGroup(groups: readonly Group[], name: string): Group | undefined {
  return (
    groups.find((group) => group.name === name) ?? groups.find((group) => fold(group.name) === fold(name))
  );
}

const formerOwner = {
  "taken back": "it was taken back from them",
  "owner absent": "had it, and is not there",
  "shift ended": "had it, and their shift ended",
  "owner gone": "had it, and may own no tickets here any more",
  "asked for": "had it, and somebody asked to route it anew",
};

function excludedBy(snapshot: Snapshot, { excludedAgents }: Wishes): Demand["excluded"] {
  const excluded = new Map<string, string>();
  if (excludedAgents.length > 0) {
    const placeOf = referenceFinder(excludedAgents);
    for (const known of knownAgents(snapshot.roster.agents)) {
      if (placeOf(known) >= 0) excluded.set(known.agent.id, "excluded by a rule");
    }
  }
  for (const id of snapshot.excludedAgentIds ?? []) excluded.set(id, "declined or handed back this ticket");
  const { reassign, plannedAgentId } = snapshot;
  if (plannedAgentId !== undefined) {
    for (const { id } of snapshot.roster.agents) {
      if (id !== plannedAgentId) excluded.set(id, "the plan that was applied gives it to somebody else");
    }
  }
  if (reassign) excluded.set(reassign.fromAgentId, formerOwner[reassign.reason]);
  return excluded;
}

function weightsOf({ weights = [] }: Queue): (known: KnownAgent) => number {
  const placeOf = referenceFinder(weights.map(({ agent }) => agent));
  return weights.length === 0 ? () => 1 : (known) => weights[placeOf(known)]?.weight ?? 1;
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
