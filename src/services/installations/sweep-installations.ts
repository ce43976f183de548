import { claimSweep, findInstallation, listInstallations } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { scheduleShiftEnds } from "../roster/schedule-shift-ends.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { forgetDeletedTickets } from "../tickets/forget-deleted-tickets.ts";
import { reconcileTickets } from "../tickets/reconcile-tickets.ts";
import { reactivateInstallation } from "./change-status.ts";
import { noteFailure } from "./note-failure.ts";
import { repairSubscription } from "./subscribe-installation.ts";

/** However many hints arrive, the help desk is not asked more often than this. */
const hintedIntervalSeconds = 20;

/** The regular round: for each help desk that no other process has just visited, roster and tickets. */
export async function sweepInstallations(context: ServiceContext): Promise<void> {
  const intervalSeconds = context.settings.sweepIntervalSeconds * 0.9;
  for (const installation of await listInstallations(context.db)) {
    await visit(context, installation, intervalSeconds);
  }
}

/** The same for one help desk, sooner than the clock would, because a hint said that something changed there. */
export async function visitInstallation(
  context: ServiceContext,
  input: { installationId: string },
): Promise<void> {
  const installation = await findInstallation(context.db, input.installationId);
  const intervalSeconds = Math.min(hintedIntervalSeconds, context.settings.sweepIntervalSeconds * 0.9);
  if (installation) await visit(context, installation, intervalSeconds);
}

async function visit(
  context: ServiceContext,
  installation: Installation,
  intervalSeconds: number,
): Promise<void> {
  if (installation.status === "connecting" || installation.status === "uninstalled") return;
  if (!(await claimSweep(context.db, installation.id, { intervalSeconds }))) return;
  try {
    await repairSubscription(context, installation);
    await syncRoster(context, installation);
    await scheduleShiftEnds(context, { installationId: installation.id });
    await reconcileTickets(context, installation);
    await forgetDeletedTickets(context, installation);
    if (installation.status === "disconnected") {
      await reactivateInstallation(context, installation.id);
    }
  } catch (error) {
    await noteFailure(context, installation.id, error);
  }
}
