import type { Database } from "../../db/database.ts";
import { countRejections } from "../../db/queries/deliveries.ts";
import { type DeliveryEntry, deliveryName, recordDeliveries } from "../../db/queries/record-deliveries.ts";
import type { CycleKey } from "../../db/queries/routing-cycles.ts";
import type { ServiceContext } from "../context.ts";
import { isoNow } from "../context.ts";
import { routeTicketsJobs } from "../tickets/route-tickets-jobs.ts";

/** Bounds how long one commit takes, and with it how long a delivery waits for the one before. */
const maxBatch = 64;
/** The first message goes at once; in a burst the next ones share a commit, for each of those slows the intake. */
const messageSpacingMs = 25;
/** Past this the database is not keeping up; refusing tells the help desk to come again. */
const maxWaiting = 5_000;

interface Waiting {
  entry: DeliveryEntry;
  resolve: (outcome: "recorded" | "duplicate") => void;
  reject: (error: unknown) => void;
}

export interface DeliveryRecorder {
  /** Resolves once the delivery and its routing cycle are committed; rejects when they are not. */
  record(entry: DeliveryEntry): Promise<"recorded" | "duplicate">;
  /** Counts a refused delivery with the next batch; nobody waits for it. */
  countRejection(installationId: string, reason: string): void;
  /** Resolves when nothing is waiting any more. */
  drain(): Promise<void>;
}

/**
 * Commits deliveries in groups: whatever arrives while one commit is under way shares the next one. No timer, so a
 * lone delivery does not wait. An engine of its own takes several groups at once: while one is written, the next
 * requests are read.
 */
export function createDeliveryRecorder(
  context: Pick<ServiceContext, "db" | "queue" | "platform">,
  { runPrepared, lanes: maxLanes }: Pick<Database, "runPrepared" | "lanes">,
  /** Looks at a help desk that only hinted at a change. */
  onHint: (installationId: string) => Promise<void>,
): DeliveryRecorder {
  const waiting: Waiting[] = [];
  const rejected = new Map<string, { installationId: string; reason: string; count: number }>();
  const opened: CycleKey[] = [];
  const visits = new Map<string, Promise<void>>();
  const lanes = new Set<Promise<void>>();
  let busyLanes = 0;
  let waking: Promise<void> | undefined;

  async function run(): Promise<void> {
    busyLanes += 1;
    while (waiting.length > 0 || rejected.size > 0) {
      // Whatever has arrived by now joins this batch.
      await context.platform.nextTurn();
      const batch = waiting.splice(0, maxBatch);
      await commitRejections();
      await commitBatch(batch);
    }
    // In the same breath as the look at what waits: who arrives a moment later must find a lane free.
    busyLanes -= 1;
  }

  async function commitBatch(batch: Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const { recorded, opened: fresh } = await recordDeliveries(
        runPrepared,
        batch.map((one) => one.entry),
      );
      for (const { entry, resolve } of batch) {
        const isNew = claim(recorded, entry);
        if (isNew && entry.bringsSweepForward) visit(entry.row.installationId);
        resolve(isNew ? "recorded" : "duplicate");
      }
      wakeUp(fresh);
    } catch (error) {
      // One bad row must not take its neighbours with it.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await commitBatch([one]);
    }
  }

  /** Off the path of the answer: the cycles are committed, and one whose message gets lost is found by the sweep. */
  function wakeUp(keys: CycleKey[]): void {
    opened.push(...keys);
    if (opened.length > 0) waking ??= sendMessages();
  }

  async function sendMessages(): Promise<void> {
    while (opened.length > 0) {
      const jobs = routeTicketsJobs(opened.splice(0));
      await context.queue
        .enqueue(context.db, jobs)
        .catch((error: unknown) => context.platform.log.error("jobs not enqueued", { error }));
      context.queue.wake();
      await new Promise((resolve) => setTimeout(resolve, messageSpacingMs));
    }
    waking = undefined;
  }

  /** Not by the queue: a hint that is lost costs no more than waiting for the regular sweep. */
  function visit(installationId: string): void {
    if (visits.has(installationId)) return;
    const visited = onHint(installationId)
      .catch((error: unknown) => context.platform.log.error("hint not followed", { installationId, error }))
      .then(() => {
        visits.delete(installationId);
      });
    visits.set(installationId, visited);
  }

  async function commitRejections(): Promise<void> {
    if (rejected.size === 0) return;
    const at = isoNow(context.platform);
    const rows = [...rejected.values()].map((row) => ({ ...row, at }));
    rejected.clear();
    await countRejections(context.db, rows).catch((error: unknown) =>
      context.platform.log.error("rejections not counted", { error }),
    );
  }

  function start(): void {
    if (busyLanes >= maxLanes) return;
    const lane: Promise<void> = run().then(() => {
      lanes.delete(lane);
    });
    lanes.add(lane);
  }

  return {
    record(entry) {
      if (waiting.length >= maxWaiting) return Promise.reject(new Error("the database does not keep up"));
      return new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        start();
      });
    },
    countRejection(installationId, reason) {
      const key = `${installationId}/${reason}`;
      const known = rejected.get(key);
      rejected.set(key, { installationId, reason, count: (known?.count ?? 0) + 1 });
      start();
    },
    drain: async () => {
      while (lanes.size > 0 || waking || visits.size > 0) {
        await Promise.all([...lanes, waking, ...visits.values()]);
      }
    },
  };
}

/** Of two copies in one batch, the first is the one that was recorded. */
function claim(recorded: Set<string>, entry: DeliveryEntry): boolean {
  return recorded.delete(deliveryName(entry.row));
}
