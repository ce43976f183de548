import { claimSweep, listInstallations } from "../../db/queries/installations.ts";
import type { ServiceContext } from "../context.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { reconcileTickets } from "../tickets/reconcile-tickets.ts";
import { disconnectInstallation, isDisconnection, reactivateInstallation } from "./change-status.ts";
import { repairSubscription } from "./subscribe-installation.ts";

/** The regular round: for each help desk that no other process has just visited, roster and tickets. */
export async function sweepInstallations(context: ServiceContext): Promise<void> {
  for (const installation of await listInstallations(context.db)) {
    if (installation.status === "connecting" || installation.status === "uninstalled") continue;
    const intervalSeconds = context.settings.sweepIntervalSeconds * 0.9;
    if (!(await claimSweep(context.db, installation.id, { intervalSeconds }))) continue;
    try {
      await repairSubscription(context, installation);
      await syncRoster(context, installation);
      await reconcileTickets(context, installation);
      if (installation.status === "disconnected") {
        await reactivateInstallation(context, installation.id);
      }
    } catch (error) {
      await noteFailure(context, installation.id, error);
    }
  }
}

async function noteFailure(context: ServiceContext, installationId: string, error: unknown): Promise<void> {
  context.platform.log.warn("sweep failed", { installationId, error });
  if (isDisconnection(error)) {
    await disconnectInstallation(context, { installationId, reason: error.message });
  }
}
