import type { Db } from "../../db/database.ts";
import { sweepAttempts } from "../../db/queries/install-attempts.ts";
import { listInstallations } from "../../db/queries/installations.ts";
import { endOpenCycles } from "../../db/queries/routing-cycles.ts";
import { deleteEndedSessions } from "../../db/queries/sessions.ts";
import { deleteExpiredRows } from "../../db/queries/tenant-data.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { uninstallInstallation } from "../installations/uninstall-installation.ts";
import { deleteTenant } from "./delete-tenant.ts";

const dayMs = 86_400_000;

/** In days; docs/security.md lists them with the reasons. The register's is the operator's to set. */
const keepDays = { deliveries: 30, mirror: 90, examples: 400, rejections: 90, audit: 730 } as const;
/** A help desk that has not let us in for so long has left without a word. */
const abandonedDays = 90;

/** The regular round: what has been kept long enough is deleted, and so is whoever has left. */
export async function applyRetention(context: ServiceContext): Promise<Record<string, number>> {
  const nowMs = context.platform.now();
  const at = isoNow(context.platform);
  const daysAgo = (days: number) => new Date(nowMs - days * dayMs).toISOString();
  const deleted = await context.db.transaction((tx: Db) =>
    deleteExpiredRows(tx, {
      deliveries: daysAgo(keepDays.deliveries),
      register: daysAgo(context.settings.registerDays),
      mirror: daysAgo(keepDays.mirror),
      examples: daysAgo(keepDays.examples),
      rejections: daysAgo(keepDays.rejections),
      audit: daysAgo(keepDays.audit),
    }),
  );
  await deleteEndedSessions(context.db, daysAgo(1));
  await sweepAttempts(context.db, at);
  let tenants = 0;
  for (const installation of await listInstallations(context.db)) {
    const { id, status, statusSince, deleteAfter } = installation;
    if (status === "disconnected" && Date.parse(statusSince) < nowMs - abandonedDays * dayMs) {
      await uninstallInstallation(context, { installationId: id, actor: "system" });
    }
    if (status !== "uninstalled") continue;
    // A delivery that came in the last moment may have left something to route.
    await endOpenCycles(context.db, id, { reason: "Signalbox was uninstalled.", at });
    if (deleteAfter === null || Date.parse(deleteAfter) > nowMs) continue;
    await deleteTenant(context, { installationId: id, actor: "system" });
    tenants += 1;
  }
  const counts = { ...deleted, tenants };
  if (Object.values(counts).some((count) => count > 0)) {
    context.platform.log.info("retention applied", counts);
  }
  return counts;
}
