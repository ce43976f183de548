import type { Wishes } from "./apply-actions.ts";
import { enterQueue, picksGroupOnly, type QueueStop } from "./enter-queue.ts";
import type { Policy } from "./policy.ts";
import type { Queue } from "./queue.ts";
import type { Receipt } from "./receipt.ts";
import { type Snapshot, waitedMinutesOf } from "./snapshot.ts";
import type { Tracing } from "./tracing.ts";
import { epochOf, minuteMs } from "./wall-clock.ts";

export interface QueueWalk {
  /** Where the ticket ends: where somebody can take it, or else its own queue. */
  stop: QueueStop;
  overflowedFrom: Receipt["overflowedFrom"];
  /** Every queue that was entered, the ticket's own first. */
  entered: QueueStop[];
}

/**
 * Enters the ticket's queue and, while nobody there can take it, the queues that it overflows to by now. Waits add
 * up: A -> B after 10 minutes and B -> C after 5 reaches C after 15, each counted by the clock of the queue that it
 * leaves. A ticket that nobody can take stays in its queue.
 */
export function walkQueues(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  first: Queue,
  tracing: Tracing,
): QueueWalk {
  const sinceMs = epochOf(snapshot.now) - (waitedMinutesOf(snapshot) ?? 0) * minuteMs;
  const start = enterQueue(policy, snapshot, wishes, first, sinceMs, tracing);
  const entered = [start];
  const found =
    start.group && !picksGroupOnly(snapshot, wishes, start.group)
      ? findTaker(policy, snapshot, wishes, start, entered, tracing)
      : undefined;
  return { ...(found ?? { stop: start, overflowedFrom: [] }), entered };
}

function findTaker(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  stop: QueueStop,
  entered: QueueStop[],
  tracing: Tracing,
): Omit<QueueWalk, "entered"> | undefined {
  if (stop.selection.chosen) return { stop, overflowedFrom: [] };
  for (const step of stop.queue.overflow ?? []) {
    const queue = policy.queues.find(({ id }) => id === step.to);
    if (!queue || entered.some((earlier) => earlier.queue.id === queue.id)) continue;
    if (step.when === "held" ? step.afterMinutes > stop.clock.waitedMinutes : !stop.closed) continue;
    const sinceMs = step.when === "held" ? stop.clock.at(step.afterMinutes) : stop.clock.sinceMs;
    if (sinceMs === null) continue;
    const next = enterQueue(policy, snapshot, wishes, queue, sinceMs, tracing);
    entered.push(next);
    const found = findTaker(policy, snapshot, wishes, next, entered, tracing);
    if (!found) continue;
    const reason = step.when === "closed" ? "closed at this hour" : `nobody for ${step.afterMinutes} minutes`;
    const from = { id: stop.queue.id, name: stop.queue.name, reason };
    return { ...found, overflowedFrom: [from, ...found.overflowedFrom] };
  }
  return undefined;
}
