import type { Db } from "../../db/database.ts";
import { deleteAppTokens } from "../../db/queries/app-tokens.ts";
import { updateInstallation } from "../../db/queries/installations.ts";
import { endOpenCycles } from "../../db/queries/routing-cycles.ts";
import type { Installation } from "../../db/schema/index.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** Takes an installation out of service: no secret is kept, nothing is routed, and its data waits to be deleted. */
export async function retireInstallation(
  context: ServiceContext,
  input: { installation: Installation; actor: Actor; reason: string },
): Promise<{ deleteAfter: string }> {
  const { installation, actor, reason } = input;
  const at = isoNow(context.platform);
  const graceMs = context.settings.uninstallGraceDays * 86_400_000;
  const deleteAfter = new Date(context.platform.now() + graceMs).toISOString();
  await context.db.transaction(async (tx: Db) => {
    await updateInstallation(tx, installation.id, {
      status: "uninstalled",
      statusReason: reason,
      statusSince: at,
      subscriptionId: null,
      sealedSecret: null,
      sealedCredentials: null,
      sealedRefreshToken: null,
      renewAt: null,
      refreshExpiresAt: null,
      refreshStartedAt: null,
      deleteAfter,
    });
    await deleteAppTokens(tx, installation.id);
    await endOpenCycles(tx, installation.id, { reason: "Signalbox was uninstalled.", at });
    await recordAudit(
      { ...context, db: tx },
      {
        installationId: installation.id,
        actor,
        act: "uninstalled",
        detail: { reason, deleteAfter },
      },
    );
  });
  return { deleteAfter };
}
