import { sql } from "drizzle-orm";
import {
  type ConstructorOptions,
  type DrizzleTransactionLike,
  fromDrizzle,
  type JobResult,
  PgBoss,
} from "pg-boss";
import type { Db } from "../db/database.ts";
import type { Log } from "../ports/platform.ts";
import type { Queue } from "../ports/queue.ts";
import { jobCatalog } from "./catalog.ts";
import type { JobName } from "./job-types.ts";

/** Each worker takes a batch and runs it side by side; together they bound the tickets in flight. */
const workersPerQueue = 4;
const batchSize = 4;
/** Only what another process enqueued, or what became due, waits for this. */
const pollingIntervalSeconds = 1;

export interface PgBossQueue extends Queue<Db> {
  /** Starts workers that hand each job to `run`. */
  start(run: (name: JobName, payload: unknown) => Promise<unknown>): Promise<void>;
  /** Takes no further jobs, waits for the ones in hand, and hands back what is not done by then. */
  stop(graceMs: number): Promise<void>;
}

/** The queue on PostgreSQL and on PGlite alike. */
export async function createPgBossQueue(options: ConstructorOptions, log: Log): Promise<PgBossQueue> {
  const boss = new PgBoss({ ...options, schema: "pgboss", schedule: false });
  boss.on("error", (error) => log.error("queue", { error }));
  await boss.start();
  for (const [name, { expireInSeconds, retryLimit }] of Object.entries(jobCatalog)) {
    const settings = { expireInSeconds, retryLimit, retryBackoff: true, deleteAfterSeconds: 3600 };
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings);
  }
  const idle = new Set<string>();
  const workers: string[] = [];
  let next = 0;

  return {
    async enqueue(tx, jobs, { delaySeconds } = {}) {
      const byName = Map.groupBy(jobs, (job) => job.name);
      for (const [name, group] of byName) {
        await boss.insert(
          name,
          group.map((job) => ({
            data: job.payload,
            ...(delaySeconds === undefined ? {} : { startAfter: Math.ceil(delaySeconds) }),
          })),
          { db: fromDrizzle(asTransaction(tx), sql) },
        );
      }
    },
    wake() {
      if (workers.length === 0) return;
      // A busy worker looks again by itself once it is done; an idle one has to be told.
      const [worker = workers[next++ % workers.length] ?? ""] = idle;
      idle.delete(worker);
      boss.notifyWorker(worker);
    },
    async start(run) {
      for (const name of Object.keys(jobCatalog) as JobName[]) {
        for (let index = 0; index < workersPerQueue; index++) {
          let workerId = "";
          workerId = await boss.work(
            name,
            { batchSize, pollingIntervalSeconds, burstWhenBatchFull: true, perJobResults: true },
            async (jobs) => {
              idle.delete(workerId);
              const results = await Promise.all(
                jobs.map((job) => settle(job.id, () => run(name, job.data), log)),
              );
              idle.add(workerId);
              return results;
            },
          );
          workers.push(workerId);
          idle.add(workerId);
        }
      }
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: true }),
  };
}

/** One job that fails must not take the others of its batch with it. */
async function settle(id: string, run: () => Promise<unknown>, log: Log): Promise<JobResult> {
  try {
    await run();
    return { id, status: "completed" };
  } catch (error) {
    log.error("job failed", { jobId: id, error });
    const message = error instanceof Error ? error.message : String(error);
    return { id, status: "failed", output: { message } };
  }
}

/** `Db` leaves the shape of raw results open; both engines' drivers return one of the shapes that pg-boss reads. */
function asTransaction(tx: Db): DrizzleTransactionLike {
  return tx as unknown as DrizzleTransactionLike;
}
