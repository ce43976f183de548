import type { Db } from "../../db/database.ts";
import { releaseDueTickets } from "../../db/queries/held-tickets.ts";
import { takeBackDue } from "../../db/queries/routing-cycles.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { reviewOwnerJob } from "./review-owner-job.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

const limit = 500;

/**
 * Looks at the tickets for which time has changed something: held ones are decided anew, because a shift began, a skill
 * dropped or an overflow is due; assigned ones are looked at, because their owner should have touched them by now.
 */
export async function wakeDueTickets(context: ServiceContext): Promise<{ woken: number }> {
  const at = isoNow(context.platform);
  const woken = await context.db.transaction(async (tx: Db) => {
    const keys = await releaseDueTickets(tx, { at, limit });
    const untouched = await takeBackDue(tx, { at, limit });
    await context.queue.enqueue(tx, [
      ...routeTicketsJobs(keys),
      ...untouched.map(({ installationId, ticketId }) =>
        reviewOwnerJob({ installationId, ticketId, reason: "taken back" }),
      ),
    ]);
    return keys.length + untouched.length;
  });
  if (woken > 0) context.queue.wake();
  return { woken };
}
