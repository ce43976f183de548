import * as z from "zod";
import { searchCycles } from "../../db/queries/register.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { replayTicket } from "./replay-ticket.ts";

/** So many at once; who has more asks again. */
const largestReplay = 200;

/** Tickets by number, or all that could not be routed. */
export const ReplayInput = z.union([
  z.strictObject({ ticketIds: z.array(z.string().min(1).max(40)).min(1).max(largestReplay) }),
  z.strictObject({ all: z.literal("failed") }),
]);
export type ReplayInput = z.infer<typeof ReplayInput>;

/** Routes several tickets once more; those that nobody knows, or that are still being routed, are left out. */
export async function replayTickets(
  context: ServiceContext,
  input: { installationId: string; replay: ReplayInput },
): Promise<{ queued: string[] }> {
  const { installationId, replay } = input;
  const ticketIds = "ticketIds" in replay ? replay.ticketIds : await listFailed(context, installationId);
  const queued: string[] = [];
  for (const ticketId of new Set(ticketIds)) {
    try {
      const { outcome } = await replayTicket(context, { installationId, ticketId });
      if (outcome === "queued") queued.push(ticketId);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return { queued };
}

async function listFailed({ db }: ServiceContext, installationId: string): Promise<string[]> {
  const filter = { state: "failed" as const, isLatest: true };
  const lines = await searchCycles(db, { installationId, filter, limit: largestReplay });
  return lines.map(({ ticketId }) => ticketId);
}
