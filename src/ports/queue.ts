import type { Job } from "../jobs/job-types.ts";

/** How long the job at this place in the list waits; undefined for not at all. */
export function delayAt(
  delaySeconds: number | readonly number[] | undefined,
  index: number,
): number | undefined {
  return typeof delaySeconds === "object" ? delaySeconds[index] : delaySeconds;
}

/**
 * Wakes up workers. A message is a hint with ids in it: the tables hold the truth about what is to be done,
 * so a lost or doubled message costs nothing.
 *
 * @typeParam Tx the database handle in whose transaction jobs are enqueued
 */
export interface Queue<Tx = unknown> {
  /**
   * Enqueues within the transaction of `tx` where the queue lives in the same database; elsewhere it is sent after the
   * commit, at the latest when the work in hand ends.
   *
   * @param options.delaySeconds the same for all jobs, or one for each
   */
  enqueue(
    tx: Tx,
    jobs: readonly Job[],
    options?: { delaySeconds?: number | readonly number[] },
  ): Promise<void>;
  /** Says that jobs were committed: idle workers of this process need not wait for their next poll. */
  wake(): void;
}
