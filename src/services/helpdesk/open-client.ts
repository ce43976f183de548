import type { Installation } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { Helpdesk, HelpdeskClient } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";

/** The help desk's client with this installation's own credentials. */
export async function openClient(
  context: ServiceContext,
  installation: Installation,
): Promise<HelpdeskClient> {
  const credentials = await context.keyring.open(
    installation.sealedCredentials,
    sealContext(installation.id, "credentials"),
  );
  return getHelpdesk(context, installation.helpdesk).createClient({
    subdomain: installation.subdomain,
    credentials,
    platform: context.platform,
  });
}

export function getHelpdesk(context: ServiceContext, name: string): Helpdesk {
  const helpdesk = Object.hasOwn(context.helpdesks, name) ? context.helpdesks[name] : undefined;
  if (!helpdesk) throw new NotFoundError(`a help desk "${name}"`);
  return helpdesk;
}

export function sealContext(installationId: string, purpose: "credentials" | "webhook secret"): string {
  return `${installationId}/${purpose}`;
}
