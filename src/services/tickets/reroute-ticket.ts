import type { Db } from "../../db/database.ts";
import { findLatestCycle, openCycles, reopenCycle } from "../../db/queries/routing-cycles.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

/**
 * Routes a ticket anew because somebody asks for it: whoever has it now gives it up. A ticket from before the
 * installation gets its first routing. Nothing happens while it is still being routed.
 *
 * @throws NotFoundError for a ticket that the help desk does not have
 */
export async function rerouteTicket(
  context: ServiceContext,
  input: { installationId: string; ticketId: string; actor: Actor },
): Promise<{ outcome: "queued" | "still pending" }> {
  const { installationId, ticketId, actor } = input;
  const client = await openClient(context, await getInstallation(context, installationId));
  const ticket = await client.findTicket(ticketId);
  if (!ticket) throw new NotFoundError(`ticket ${ticketId}`);
  const { assigneeId } = ticket;
  const at = isoNow(context.platform);
  const opened = await context.db.transaction(async (tx: Db) => {
    const latest = await findLatestCycle(tx, installationId, ticketId);
    const asked =
      assigneeId === null
        ? { at, source: "replay" as const }
        : { at, source: "asked for" as const, fromAgentId: assigneeId };
    const [key] = latest
      ? [await reopenCycle(tx, latest, asked)]
      : await openCycles(tx, [{ installationId, ticketId, cycle: 1, ...asked }]);
    if (!key) return undefined;
    await context.queue.enqueue(tx, routeTicketsJobs([key]));
    const detail = { ticketId, cycle: key.cycle, fromAgentId: assigneeId };
    await recordAudit({ ...context, db: tx }, { installationId, actor, act: "ticket re-routed", detail });
    return key;
  });
  context.queue.wake();
  return { outcome: opened ? "queued" : "still pending" };
}
