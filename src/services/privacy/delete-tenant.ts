import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { deleteTenantRows } from "../../db/queries/tenant-data.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { getInstallation } from "../installations/connect-installation.ts";
import { uninstallInstallation } from "../installations/uninstall-installation.ts";

/**
 * Uninstalls, and deletes all that is kept of an installation at once. One line stays in the audit log: that it was
 * done, when and by whom.
 */
export async function deleteTenant(
  context: ServiceContext,
  input: { installationId: string; actor: Actor },
): Promise<{ leftovers: string[] }> {
  const { installationId, actor } = input;
  const { helpdesk } = await getInstallation(context, installationId);
  const { leftovers } = await uninstallInstallation(context, { installationId, actor });
  await context.db.transaction(async (tx: Db) => {
    // Whoever takes room for a ticket is either done or finds no installation.
    await lockInstallation(tx, installationId);
    await deleteTenantRows(tx, installationId);
    await recordAudit(
      { ...context, db: tx },
      { installationId, actor, act: "deleted", detail: { helpdesk } },
    );
  });
  context.platform.log.info("installation deleted", { installationId });
  return { leftovers };
}
