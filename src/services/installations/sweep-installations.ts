import { claimSweep, listInstallations, updateInstallation } from "../../db/queries/installations.ts";
import { HelpdeskError } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { reconcileTickets } from "../tickets/reconcile-tickets.ts";

/** The regular round: for each help desk that no other process has just visited, roster and tickets. */
export async function sweepInstallations(context: ServiceContext): Promise<void> {
  for (const installation of await listInstallations(context.db)) {
    if (installation.status === "connecting") continue;
    const intervalSeconds = context.settings.sweepIntervalSeconds * 0.9;
    if (!(await claimSweep(context.db, installation.id, { intervalSeconds }))) continue;
    try {
      await syncRoster(context, installation);
      await reconcileTickets(context, installation);
      if (installation.status === "disconnected") {
        await updateInstallation(context.db, installation.id, { status: "active", statusReason: null });
      }
    } catch (error) {
      await noteFailure(context, installation.id, error);
    }
  }
}

async function noteFailure(context: ServiceContext, installationId: string, error: unknown): Promise<void> {
  context.platform.log.warn("sweep failed", { installationId, error });
  if (error instanceof HelpdeskError && error.failure === "unauthorized") {
    await updateInstallation(context.db, installationId, {
      status: "disconnected",
      statusReason: error.message,
    });
  }
}
