import type { Db } from "../../db/database.ts";
import { releaseDueTickets } from "../../db/queries/held-tickets.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

const batch = 500;

/** Decides held tickets anew for which time has changed something: a shift began, a skill dropped, an overflow is due. */
export async function wakeDueTickets(context: ServiceContext): Promise<{ woken: number }> {
  const woken = await context.db.transaction(async (tx: Db) => {
    const keys = await releaseDueTickets(tx, { at: isoNow(context.platform), limit: batch });
    await context.queue.enqueue(tx, routeTicketsJobs(keys));
    return keys.length;
  });
  if (woken > 0) context.queue.wake();
  return { woken };
}
