import type { Db } from "../../db/database.ts";
import { findLatestCycle, reopenCycle } from "../../db/queries/routing-cycles.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

/** Routes a ticket once more, in a new cycle. Nothing happens while it is still being routed. */
export async function replayTicket(
  context: ServiceContext,
  input: { installationId: string; ticketId: string },
): Promise<{ outcome: "queued" | "still pending" }> {
  const outcome = await context.db.transaction(async (tx: Db) => {
    const latest = await findLatestCycle(tx, input.installationId, input.ticketId);
    if (!latest) throw new NotFoundError(`ticket ${input.ticketId}`);
    const key = await reopenCycle(tx, latest, { at: isoNow(context.platform), source: "replay" });
    if (!key) return "still pending" as const;
    await context.queue.enqueue(tx, routeTicketsJobs([key]));
    return "queued" as const;
  });
  context.queue.wake();
  return { outcome };
}
