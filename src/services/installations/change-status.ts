import { changeStatus } from "../../db/queries/installations.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** Whether only people can mend this, by connecting the help desk anew. */
export function isDisconnection(error: unknown): error is HelpdeskError {
  return error instanceof HelpdeskError && ["unauthorized", "account-gone"].includes(error.failure);
}

/** The help desk does not let us in any more: shown to people with the reason, until it works or is connected anew. */
export async function disconnectInstallation(
  context: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; reason: string },
): Promise<void> {
  const { installationId, reason } = input;
  const at = isoNow(context.platform);
  const hasChanged = await changeStatus(context.db, installationId, {
    status: "disconnected",
    statusReason: reason,
    at,
  });
  if (!hasChanged) return;
  context.platform.log.warn("installation disconnected", { installationId, reason });
  await recordAudit(context, { installationId, actor: "system", act: "disconnected", detail: { reason } });
}

/** The help desk lets us in again. */
export async function reactivateInstallation(
  context: Pick<ServiceContext, "db" | "platform">,
  installationId: string,
): Promise<void> {
  const at = isoNow(context.platform);
  const input = { status: "active" as const, statusReason: null, at };
  if (!(await changeStatus(context.db, installationId, input))) return;
  context.platform.log.info("installation active", { installationId });
  await recordAudit(context, { installationId, actor: "system", act: "active again" });
}
