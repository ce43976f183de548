import type { Db } from "../../db/database.ts";
import { drawCounted, forgetTicket } from "../../db/queries/tickets.ts";
import type { Installation } from "../../db/schema/index.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { handOutJob } from "./hand-out-job.ts";

/** A request each, so no more than the sweep can spare; another sweep draws others. */
const looksPerSweep = 5;

/**
 * Looks whether tickets that count against somebody are still there, while others wait for room. A deleted ticket is in no
 * list of changes, and no help desk is sure to tell of it, so it would take its owner's room for ever.
 */
export async function forgetDeletedTickets(
  context: ServiceContext,
  installation: Installation,
): Promise<{ forgotten: number }> {
  const installationId = installation.id;
  const drawn = { installationId, draw: isoNow(context.platform), limit: looksPerSweep };
  const ticketIds = await drawCounted(context.db, drawn);
  if (ticketIds.length === 0) return { forgotten: 0 };
  const client = await openClient(context, installation);
  const gone: string[] = [];
  for (const ticketId of ticketIds) if (!(await client.findTicket(ticketId))) gone.push(ticketId);
  if (gone.length === 0) return { forgotten: 0 };
  await context.db.transaction(async (tx: Db) => {
    for (const ticketId of gone) await forgetTicket(tx, installationId, ticketId);
    await context.queue.enqueue(tx, [handOutJob({ installationId })]);
  });
  context.queue.wake();
  return { forgotten: gone.length };
}
