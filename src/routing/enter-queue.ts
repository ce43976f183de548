import type { Wishes } from "./apply-actions.ts";
import type { Demand } from "./eligibility.ts";
import { isOpenAt } from "./is-open.ts";
import type { Policy } from "./policy.ts";
import { type Preference, preferenceOf } from "./preference.ts";
import type { Queue } from "./queue.ts";
import { type QueueClock, scheduleOf, startClock } from "./queue-clock.ts";
import { type QueueTerms, termsOf } from "./queue-terms.ts";
import type { Group } from "./roster.ts";
import { type Selection, selectAgent } from "./selection.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Tracing } from "./tracing.ts";
import { epochOf } from "./wall-clock.ts";

/** A ticket's stop at one queue: what the queue asks after so long a wait, and who could take the ticket there. */
export interface QueueStop extends QueueTerms {
  queue: Queue;
  clock: QueueClock;
  closed: boolean;
  /** Empty where nobody was looked for. */
  preference: Preference;
  selection: Selection;
}

const nobody: Selection = {
  candidates: [],
  candidateCounts: { considered: 0, eligible: 0, removedBy: {} },
  chosen: null,
  tieBreak: null,
  turn: null,
};

/** @param sinceMs since when the ticket has waited for this queue. */
export function enterQueue(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  queue: Queue,
  sinceMs: number,
  tracing: Tracing,
): QueueStop {
  const nowMs = epochOf(snapshot.now);
  const clock = startClock(policy, queue, sinceMs, nowMs);
  const schedule = scheduleOf(policy, queue);
  const stop: QueueStop = {
    queue,
    clock,
    closed: schedule !== undefined && isOpenAt(schedule, nowMs, policy.timezone ?? "UTC") === false,
    ...termsOf(policy, snapshot, wishes, queue, clock),
    preference: new Map(),
    selection: nobody,
  };
  if (!stop.group || stop.closed || picksGroupOnly(snapshot, wishes, stop.group)) return stop;

  stop.preference = preferenceOf(snapshot, wishes);
  const select = (demand: Demand) =>
    selectAgent(snapshot.roster, snapshot.ticket.id, queue, demand, stop.preference, tracing);
  stop.selection = select(stop.demand);
  if (!stop.selection.chosen && queue.hold?.nobody === "ignore capacity") {
    stop.selection = select({ ...stop.demand, ignoresCapacity: true });
  }
  return stop;
}

/** Whether no person is to be chosen here at all. */
export function picksGroupOnly(snapshot: Snapshot, { groupOnly }: Wishes, group: Group): boolean {
  return groupOnly || leavesToHelpdesk(snapshot, group);
}

/** Whether the help desk chooses the person by itself, for everybody or for this group. */
export function leavesToHelpdesk({ helpdeskPicks }: Snapshot, group: Group | null): boolean {
  return helpdeskPicks === true || group?.assignsItself === true;
}
