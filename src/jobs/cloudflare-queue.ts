import type { Db } from "../db/database.ts";
import type { Log } from "../ports/platform.ts";
import { delayAt, type Queue } from "../ports/queue.ts";
import { type JobDefinition, jobCatalog } from "./catalog.ts";
import type { Job, JobName } from "./job-types.ts";

/** The part of a Cloudflare Queue that a sender needs. */
export interface QueueBinding {
  sendBatch(messages: { body: Job; contentType: "json"; delaySeconds?: number }[]): Promise<unknown>;
}

/** The platform takes no more at once. */
const largestBatch = 100;
/** The platform keeps nothing back for longer. */
const longestDelaySeconds = 12 * 3600;

export interface CloudflareQueue extends Queue<Db> {
  /** Sends what was enqueued; resolves when all of it is sent, or lost with a line in the log. */
  flush(): Promise<void>;
}

const definitions: Record<JobName, JobDefinition> = jobCatalog;

/**
 * The queue of one invocation on Cloudflare. It is no part of any transaction: what is enqueued is sent once the verb
 * says that it has committed, at the latest at the end of the invocation. A message that is lost, or that was sent for
 * a transaction that did not commit, costs nothing: the tables hold the truth, and the rounds of the clock find what
 * waits there. So they do for what is meant for a time further away than the platform keeps a message.
 */
export function createCloudflareQueue(binding: QueueBinding, log: Log): CloudflareQueue {
  const waiting = new Map<string, { job: Job; delaySeconds: number }>();
  let sending = Promise.resolve();
  let enqueued = 0;

  async function send(): Promise<void> {
    const messages = [...waiting.values()].map(({ job, delaySeconds }) => ({
      body: job,
      contentType: "json" as const,
      ...(delaySeconds > 0 && { delaySeconds }),
    }));
    waiting.clear();
    for (let from = 0; from < messages.length; from += largestBatch) {
      await binding
        .sendBatch(messages.slice(from, from + largestBatch))
        .catch((error: unknown) => log.error("jobs not sent", { error }));
    }
  }

  const flush = () => {
    sending = sending.then(send);
    return sending;
  };
  return {
    async enqueue(_tx, jobs, options = {}) {
      for (const [index, job] of jobs.entries()) {
        const delaySeconds = delayAt(options.delaySeconds, index) ?? 0;
        if (delaySeconds > longestDelaySeconds) continue;
        const sole = definitions[job.name].oneAtATimeBy?.(job.payload);
        const key = `${job.name}/${sole ?? `#${enqueued++}`}`;
        waiting.set(key, { job, delaySeconds: Math.ceil(delaySeconds) });
      }
    },
    wake() {
      void flush();
    },
    flush,
  };
}
