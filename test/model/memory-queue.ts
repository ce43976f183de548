import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "../../src/db/database.ts";
import { type JobDefinition, jobCatalog } from "../../src/jobs/catalog.ts";
import type { Job, JobName } from "../../src/jobs/job-types.ts";
import { delayAt, type Queue } from "../../src/ports/queue.ts";

export interface Message {
  job: Job;
  dueAtMs: number;
  triesLeft: number;
}

/** Messages that are sent in a transaction go out with its commit. */
export const openTransaction = new AsyncLocalStorage<{ atCommit: (() => void)[] }>();

export interface MemoryQueue extends Queue<Db> {
  messages: Message[];
  /** Whoever had it in hand has died. */
  comeBack(message: Message): void;
}

/** The queue in memory: nothing runs by itself, so that a test may lose, double and delay what it likes. */
export function createMemoryQueue(now: () => number): MemoryQueue {
  const messages: Message[] = [];
  const definitions: Record<JobName, JobDefinition> = jobCatalog;
  const keyOf = ({ name, payload }: Job) => {
    const key = definitions[name].oneAtATimeBy?.(payload);
    return key === undefined ? undefined : `${name}/${key}`;
  };
  return {
    messages,
    comeBack({ job, triesLeft }) {
      const dueAtMs = now() + definitions[job.name].expireInSeconds * 1000;
      if (triesLeft > 0) messages.push({ job, dueAtMs, triesLeft: triesLeft - 1 });
    },
    async enqueue(_tx, jobs, { delaySeconds } = {}) {
      const add = () => {
        for (const [index, job] of jobs.entries()) {
          const { retryLimit } = definitions[job.name];
          const key = keyOf(job);
          if (key !== undefined && messages.some((one) => keyOf(one.job) === key)) continue;
          messages.push({
            job,
            dueAtMs: now() + (delayAt(delaySeconds, index) ?? 0) * 1000,
            triesLeft: retryLimit,
          });
        }
      };
      const transaction = openTransaction.getStore();
      if (transaction) transaction.atCommit.push(add);
      else add();
    },
    wake() {},
  };
}
