import type { Db } from "../../db/database.ts";
import { countRejections } from "../../db/queries/deliveries.ts";
import { type DeliveryEntry, deliveryName, recordDeliveries } from "../../db/queries/record-deliveries.ts";
import type { ServiceContext } from "../context.ts";
import { isoNow } from "../context.ts";
import { routeTicketsJobs } from "../tickets/route-tickets-jobs.ts";

/** Bounds how long one commit takes, and with it how long a delivery waits for the one before. */
const maxBatch = 64;
/** Past this the database is not keeping up; refusing tells the help desk to come again. */
const maxWaiting = 5_000;

interface Waiting {
  entry: DeliveryEntry;
  resolve: (outcome: "recorded" | "duplicate") => void;
  reject: (error: unknown) => void;
}

export interface DeliveryRecorder {
  /** Resolves once the delivery, its routing cycle and its job are committed; rejects when they are not. */
  record(entry: DeliveryEntry): Promise<"recorded" | "duplicate">;
  /** Counts a refused delivery with the next batch; nobody waits for it. */
  countRejection(installationId: string, reason: string): void;
  /** Resolves when nothing is waiting any more. */
  drain(): Promise<void>;
}

/**
 * Commits deliveries in groups: whatever arrives while one transaction is under way shares the next one.
 * No timer, so a lone delivery does not wait.
 */
export function createDeliveryRecorder(
  context: Pick<ServiceContext, "db" | "queue" | "platform">,
): DeliveryRecorder {
  const waiting: Waiting[] = [];
  const rejected = new Map<string, { installationId: string; reason: string; count: number }>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0 || rejected.size > 0) {
      // Whatever has arrived by now joins this batch.
      await context.platform.nextTurn();
      const batch = waiting.splice(0, maxBatch);
      await commitRejections();
      await commitBatch(batch);
    }
    running = undefined;
  }

  async function commitBatch(batch: Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const recorded = await commit(context, batch);
      for (const { entry, resolve } of batch) resolve(claim(recorded, entry) ? "recorded" : "duplicate");
    } catch (error) {
      // One bad row must not take its neighbours with it.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await commitBatch([one]);
    }
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
    running ??= run();
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
      while (running) await running;
    },
  };
}

/** Of two copies in one batch, the first is the one that was recorded. */
function claim(recorded: Set<string>, entry: DeliveryEntry): boolean {
  return recorded.delete(deliveryName(entry.row));
}

/** One transaction: deliveries, mirror, routing cycles and jobs, or none of them. */
async function commit(
  context: Pick<ServiceContext, "db" | "queue">,
  batch: { entry: DeliveryEntry }[],
): Promise<Set<string>> {
  const recorded = await context.db.transaction(async (tx: Db) => {
    const result = await recordDeliveries(
      tx,
      batch.map((one) => one.entry),
    );
    await context.queue.enqueue(tx, routeTicketsJobs(result.opened));
    return result.recorded;
  });
  context.queue.wake();
  return recorded;
}
