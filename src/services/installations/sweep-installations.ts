import {
  claimSweep,
  findInstallation,
  listInstallations,
  updateInstallation,
} from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import { HelpdeskError } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";
import { scheduleShiftEnds } from "../roster/schedule-shift-ends.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { reconcileTickets } from "../tickets/reconcile-tickets.ts";

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
  if (installation.status === "connecting") return;
  if (!(await claimSweep(context.db, installation.id, { intervalSeconds }))) return;
  try {
    await syncRoster(context, installation);
    await scheduleShiftEnds(context, { installationId: installation.id });
    await reconcileTickets(context, installation);
    if (installation.status === "disconnected") {
      await updateInstallation(context.db, installation.id, { status: "active", statusReason: null });
    }
  } catch (error) {
    await noteFailure(context, installation.id, error);
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
