import type { Job } from "../jobs/job-types.ts";

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
   */
  enqueue(tx: Tx, jobs: readonly Job[], options?: { delaySeconds?: number }): Promise<void>;
  /** Says that jobs were committed: idle workers of this process need not wait for their next poll. */
  wake(): void;
}
