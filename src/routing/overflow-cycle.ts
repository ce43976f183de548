import type { Queue } from "./queue.ts";

/** The first circle that overflow steps make, as queue ids with the first one repeated at the end. */
export function findOverflowCycle(queues: readonly Queue[]): string[] | undefined {
  const next = new Map(queues.map((queue) => [queue.id, (queue.overflow ?? []).map((step) => step.to)]));
  const clear = new Set<string>();
  for (const { id: start } of queues) {
    // Iterative, because a chain may be as long as the list of queues.
    const path: { id: string; at: number }[] = [{ id: start, at: 0 }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (!top) break;
      const to = next.get(top.id)?.[top.at++];
      if (to === undefined) {
        clear.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(to)) {
        const from = path.findIndex((step) => step.id === to);
        return [...path.slice(from).map((step) => step.id), to];
      } else if (!clear.has(to)) {
        path.push({ id: to, at: 0 });
        onPath.add(to);
      }
    }
  }
  return undefined;
}
