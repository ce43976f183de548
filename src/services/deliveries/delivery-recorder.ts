import type { Db } from "../../db/database.ts";
import { countRejections, type DeliveryRow, insertDeliveries } from "../../db/queries/deliveries.ts";
import { openCycles } from "../../db/queries/routing-cycles.ts";
import { mirrorTickets, type TicketRow } from "../../db/queries/tickets.ts";
import type { ServiceContext } from "../context.ts";
import { isoNow } from "../context.ts";

/** Bounds how long one commit takes, and with it how long a delivery waits for the one before. */
const maxBatch = 64;
/** Past this the database is not keeping up; refusing tells the help desk to come again. */
const maxWaiting = 5_000;

export interface DeliveryEntry {
  row: DeliveryRow;
  /** Whether the ticket's first routing cycle is to be opened. */
  opensCycle: boolean;
  facts: TicketRow | null;
}

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
    // Lets all requests that arrived in this turn of the event loop join the first batch.
    await new Promise((resolve) => setTimeout(resolve, 0));
    while (waiting.length > 0 || rejected.size > 0) {
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
      for (const { entry, resolve } of batch) resolve(recorded.has(entry.row.id) ? "recorded" : "duplicate");
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

/** One transaction: deliveries, mirror, routing cycles and jobs, or none of them. */
async function commit(
  context: Pick<ServiceContext, "db" | "queue">,
  batch: { entry: DeliveryEntry }[],
): Promise<Set<string>> {
  const entries = batch.map((one) => one.entry);
  const recorded = await context.db.transaction(async (tx: Db) => {
    const fresh = await insertDeliveries(
      tx,
      entries.map((entry) => entry.row),
    );
    const news = entries.filter((entry) => fresh.has(entry.row.id));
    await mirrorTickets(
      tx,
      news.flatMap((entry) => (entry.facts ? [entry.facts] : [])),
    );
    const opened = await openCycles(
      tx,
      news.flatMap(({ row, opensCycle }) =>
        opensCycle && row.ticketId
          ? [
              {
                installationId: row.installationId,
                ticketId: row.ticketId,
                cycle: 1,
                source: "webhook" as const,
                at: row.receivedAt,
              },
            ]
          : [],
      ),
    );
    await context.queue.enqueue(
      tx,
      opened.map((payload) => ({ name: "route-ticket", payload })),
    );
    return fresh;
  });
  context.queue.wake();
  return recorded;
}
