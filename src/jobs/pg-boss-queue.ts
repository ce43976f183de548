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
import { delayAt, type Queue } from "../ports/queue.ts";
import { type JobDefinition, jobCatalog } from "./catalog.ts";
import type { JobName } from "./job-types.ts";
import { tellFailure } from "./tell-failure.ts";

/** A worker takes a batch and runs it side by side. */
const batchSize = 4;
/** Only what another process enqueued, or what became due, waits for this. */
const pollingIntervalSeconds = 1;

export interface PgBossQueue extends Queue<Db> {
  /** Starts workers that hand each job to `run`, and to `bury` what has failed for the last time. */
  start(
    run: (name: JobName, payload: unknown) => Promise<unknown>,
    bury: (letter: { letterId: string; name: JobName; payload: unknown; reason: string }) => Promise<unknown>,
  ): Promise<void>;
  /** Takes no further jobs, waits for the ones in hand, and hands back what is not done by then. */
  stop(graceMs: number): Promise<void>;
}

/** The queue on PostgreSQL and on PGlite alike. */
export async function createPgBossQueue(options: ConstructorOptions, log: Log): Promise<PgBossQueue> {
  const boss = new PgBoss({ ...options, schema: "pgboss", schedule: false });
  boss.on("error", (error) => log.error("queue", { error }));
  await boss.start();
  const definitions: Record<JobName, JobDefinition> = jobCatalog;
  for (const [name, { expireInSeconds, retryLimit, oneAtATimeBy }] of Object.entries(definitions)) {
    const settings = { expireInSeconds, retryLimit, retryBackoff: true, deleteAfterSeconds: 3600 };
    // With "short", a second message with the key of one that waits is dropped.
    await boss.createQueue(name, { ...settings, policy: oneAtATimeBy ? "short" : "standard" });
    await boss.updateQueue(name, settings);
  }
  const workers = new Map<JobName, { all: string[]; idle: Set<string>; next: number }>();
  /** What was enqueued since idle workers were last told. */
  const untold = new Set<JobName>();

  return {
    async enqueue(tx, jobs, { delaySeconds } = {}) {
      const delayed = jobs.map((job, index) => ({ ...job, delay: delayAt(delaySeconds, index) }));
      const byName = Map.groupBy(delayed, (job) => job.name);
      for (const [name, group] of byName) {
        untold.add(name);
        await boss.insert(
          name,
          group.map((job) => ({
            data: job.payload,
            ...(definitions[name].oneAtATimeBy && {
              singletonKey: definitions[name].oneAtATimeBy(job.payload),
            }),
            ...(job.delay === undefined ? {} : { startAfter: Math.ceil(job.delay) }),
          })),
          { db: fromDrizzle(asTransaction(tx), sql) },
        );
      }
    },
    wake() {
      for (const name of untold) {
        const team = workers.get(name);
        if (!team) continue;
        // A busy worker looks again by itself once it is done; an idle one has to be told.
        const [worker = team.all[team.next++ % team.all.length] ?? ""] = team.idle;
        team.idle.delete(worker);
        boss.notifyWorker(worker);
      }
      untold.clear();
    },
    async start(run, bury) {
      for (const name of Object.keys(definitions) as JobName[]) {
        const team = { all: [] as string[], idle: new Set<string>(), next: 0 };
        workers.set(name, team);
        for (let index = 0; index < definitions[name].workers; index++) {
          let workerId = "";
          workerId = await boss.work(
            name,
            {
              batchSize,
              pollingIntervalSeconds,
              burstWhenBatchFull: true,
              perJobResults: true,
              includeMetadata: true,
            },
            async (jobs) => {
              team.idle.delete(workerId);
              const results = await Promise.all(
                jobs.map(({ id, data, retryCount }) =>
                  settle(
                    id,
                    () => run(name, data),
                    log,
                    async (reason) => {
                      if (retryCount < definitions[name].retryLimit) return;
                      await bury({ letterId: id, name, payload: data, reason });
                    },
                  ),
                ),
              );
              team.idle.add(workerId);
              return results;
            },
          );
          team.all.push(workerId);
          team.idle.add(workerId);
        }
      }
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: true }),
  };
}

/** One job that fails must not take the others of its batch with it. */
async function settle(
  id: string,
  run: () => Promise<unknown>,
  log: Log,
  onFailure: (reason: string) => Promise<void>,
): Promise<JobResult> {
  try {
    await run();
    return { id, status: "completed" };
  } catch (error) {
    log.error("job failed", { jobId: id, error });
    const message = tellFailure(error);
    await onFailure(message).catch((failure: unknown) => log.error("job not buried", { jobId: id, failure }));
    return { id, status: "failed", output: { message } };
  }
}

/** `Db` leaves the shape of raw results open; both engines' drivers return one of the shapes that pg-boss reads. */
function asTransaction(tx: Db): DrizzleTransactionLike {
  return tx as unknown as DrizzleTransactionLike;
}
