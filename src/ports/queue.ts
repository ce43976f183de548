import type { Job } from "../jobs/job-types.ts";

/**
 * Wakes up workers. A message is a hint with ids in it: the tables hold the truth about what is to be done,
 * so a lost or doubled message costs nothing.
 *
 * @typeParam Tx the database handle in whose transaction jobs are enqueued
 */
export interface Queue<Tx = unknown> {
  /** Enqueues within the transaction of `tx`: both are committed or neither is. */
  enqueue(tx: Tx, jobs: readonly Job[], options?: { delaySeconds?: number }): Promise<void>;
  /** Tells idle workers of this process that jobs were committed, so that they need not wait for their next poll. */
  wake(): void;
}
