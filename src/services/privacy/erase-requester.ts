import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { deleteTicketRows, listTicketsOfRequester } from "../../db/queries/tenant-data.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Deletes all that is kept of the tickets of one person who wrote to the help desk. The audit log says that it was
 * done and for how many tickets, not for whom.
 */
export async function eraseRequester(
  context: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; requesterId: string; actor: Actor },
): Promise<{ tickets: number; rows: number }> {
  const { installationId, requesterId, actor } = input;
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const ticketIds = await listTicketsOfRequester(tx, installationId, requesterId);
    const rows = await deleteTicketRows(tx, { installationId, ticketIds });
    const detail = { tickets: ticketIds.length, rows };
    await recordAudit({ ...context, db: tx }, { installationId, actor, act: "requester erased", detail });
    return detail;
  });
}
