import type { Wishes } from "./apply-actions.ts";
import { enterQueue, type QueueStop } from "./enter-queue.ts";
import type { Policy } from "./policy.ts";
import type { Queue } from "./queue.ts";
import type { Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";

export interface QueueWalk {
  /** Where the ticket ends: where somebody can take it, or else its own queue. */
  stop: QueueStop;
  overflowedFrom: Receipt["overflowedFrom"];
}

/**
 * Enters the ticket's queue and, while nobody there can take it, the queues that it overflows to by now. Waits add
 * up: A -> B after 10 minutes and B -> C after 5 reaches C after 15. A ticket that nobody can take stays in its queue.
 */
export function walkQueues(policy: Policy, snapshot: Snapshot, wishes: Wishes, first: Queue): QueueWalk {
  const start = enterQueue(policy, snapshot, wishes, first, snapshot.waitedMinutes ?? 0);
  const found =
    start.group && !wishes.groupOnly && !start.group.assignsItself
      ? findTaker(policy, snapshot, wishes, start, snapshot.waitedMinutes ?? 0, new Set())
      : undefined;
  return found ?? { stop: start, overflowedFrom: [] };
}

function findTaker(
  policy: Policy,
  snapshot: Snapshot,
  wishes: Wishes,
  stop: QueueStop,
  waitedMinutes: number,
  seen: Set<string>,
): QueueWalk | undefined {
  if (stop.selection.chosen) return { stop, overflowedFrom: [] };
  seen.add(stop.queue.id);
  for (const step of stop.queue.overflow ?? []) {
    const afterMinutes = step.when === "held" ? step.afterMinutes : 0;
    const isDue = step.when === "held" ? isWaiting(snapshot, waitedMinutes, afterMinutes) : stop.closed;
    const queue = policy.queues.find(({ id }) => id === step.to);
    if (!isDue || !queue || seen.has(queue.id)) continue;
    const rest = waitedMinutes - afterMinutes;
    const next = enterQueue(policy, snapshot, wishes, queue, rest);
    const found = findTaker(policy, snapshot, wishes, next, rest, seen);
    if (!found) continue;
    const reason = step.when === "closed" ? "closed at this hour" : `nobody for ${afterMinutes} minutes`;
    const from = { id: stop.queue.id, name: stop.queue.name, reason };
    return { ...found, overflowedFrom: [from, ...found.overflowedFrom] };
  }
  return undefined;
}

function isWaiting(snapshot: Snapshot, waitedMinutes: number, afterMinutes: number): boolean {
  return afterMinutes === 0 || (snapshot.waitedMinutes !== undefined && waitedMinutes >= afterMinutes);
}
