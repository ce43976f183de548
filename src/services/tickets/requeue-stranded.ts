import type { Db } from "../../db/database.ts";
import { takeStrandedCycles } from "../../db/queries/routing-cycles.ts";
import type { ServiceContext } from "../context.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

const batch = 500;

/** Sends a new message for every pending ticket whose message was lost or whose worker died. */
export async function requeueStranded(context: ServiceContext): Promise<{ requeued: number }> {
  const requeued = await context.db.transaction(async (tx: Db) => {
    const keys = await takeStrandedCycles(tx, {
      graceSeconds: context.settings.strandedAfterSeconds,
      limit: batch,
    });
    await context.queue.enqueue(tx, routeTicketsJobs(keys));
    return keys.length;
  });
  if (requeued > 0) {
    context.platform.log.info("stranded tickets queued again", { requeued });
    context.queue.wake();
  }
  return { requeued };
}
