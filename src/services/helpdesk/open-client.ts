import { findInstallation } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { HelpdeskClient, RenewCredentials } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk } from "./get-helpdesk.ts";
import { openCredentials, renewCredentials } from "./renew-credentials.ts";

/** The help desk's client with this installation's own credentials, renewed when they have worn out. */
export async function openClient(
  context: ServiceContext,
  installation: Installation,
): Promise<HelpdeskClient> {
  return getHelpdesk(context, installation.helpdesk).createClient({
    subdomain: installation.subdomain,
    credentials: await freshCredentials(context, installation),
    platform: context.platform,
    renew: renewOf(context, installation.id),
  });
}

async function freshCredentials(context: ServiceContext, installation: Installation): Promise<string> {
  const { id, sealedCredentials, sealedRefreshToken, renewAt } = installation;
  const isWorn = renewAt !== null && Date.parse(renewAt) <= context.platform.now();
  return sealedCredentials && sealedRefreshToken && isWorn
    ? renewCredentials(context, { installationId: id, refused: sealedCredentials })
    : openCredentials(context, installation);
}

/** The help desk may refuse what we take to be good: it was revoked, or another process has renewed it. */
function renewOf(context: ServiceContext, installationId: string): RenewCredentials {
  return async (refused) => {
    const installation = await findInstallation(context.db, installationId);
    if (!installation?.sealedCredentials) return undefined;
    const stored = await openCredentials(context, installation);
    if (stored !== refused) return stored;
    if (!installation.sealedRefreshToken) return undefined;
    return renewCredentials(context, { installationId, refused: installation.sealedCredentials });
  };
}
