import type { Actor } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { getInstallation } from "./connect-installation.ts";
import { retireInstallation } from "./retire-installation.ts";

export interface Uninstalled {
  /** When all that is kept is deleted; until then connecting again brings it back. */
  deleteAfter: string;
  /** What could not be removed from the help desk, in sentences for the admin. */
  leftovers: string[];
}

/**
 * Removes our webhook from the help desk, ends our access to it, and forgets every secret at once. A help desk that
 * does not answer keeps nobody from leaving: what is left there is named.
 */
export async function uninstallInstallation(
  context: ServiceContext,
  input: { installationId: string; actor: Actor },
): Promise<Uninstalled> {
  const installation = await getInstallation(context, input.installationId);
  const { subscriptionId, deleteAfter } = installation;
  if (installation.status === "uninstalled" && deleteAfter) return { deleteAfter, leftovers: [] };
  const leftovers: string[] = [];
  const attempt = async (what: string, run: () => Promise<unknown>) => {
    await run().catch((error: unknown) => {
      leftovers.push(`${what}: ${error instanceof Error ? error.message : "it failed"}`);
    });
  };
  const client = await openClient(context, installation).catch(() => undefined);
  if (!client)
    leftovers.push("The help desk does not let us in any more, so its webhook has to be deleted there.");
  else {
    if (subscriptionId) {
      await attempt("The webhook was not removed", () => client.removeSubscription(subscriptionId));
    }
    await attempt("Our access was not ended", async () => {
      const left = await client.revokeAccess?.();
      if (left) leftovers.push(`${left}.`);
    });
  }
  const retired = await retireInstallation(context, {
    installation,
    actor: input.actor,
    reason: "uninstalled by an admin",
  });
  return { ...retired, leftovers };
}
