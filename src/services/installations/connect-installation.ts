import { z } from "zod";
import {
  findInstallation,
  findInstallationBySubdomain,
  saveInstallation,
  updateInstallation,
} from "../../db/queries/installations.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { listGroups } from "../../db/queries/roster.ts";
import type { Installation } from "../../db/schema/index.ts";
import { InputError, NotFoundError } from "../../ports/app-error.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk, sealContext } from "../helpdesk/open-client.ts";
import { savePolicy } from "../policies/save-policy.ts";
import { syncRoster } from "../roster/sync-roster.ts";
import { firstPolicy } from "./first-policy.ts";

export const ConnectInput = z.strictObject({
  helpdesk: z.string().max(40),
  subdomain: z.string().max(100),
  /** OAuth access token of an admin; an API key where the help desk has those. */
  accessToken: z.string().min(1).max(2000),
});
export type ConnectInput = z.infer<typeof ConnectInput>;

/**
 * Connects a help desk, or connects it anew: checks the rights, creates the webhook through the vendor's API,
 * fetches its signing secret, reads the roster, and leaves a policy that writes nothing yet.
 */
export async function connectInstallation(
  context: ServiceContext,
  input: ConnectInput,
): Promise<{ installationId: string }> {
  const helpdesk = getHelpdesk(context, input.helpdesk);
  const subdomain = helpdesk.parseSubdomain(input.subdomain);
  const client = helpdesk.createClient({
    subdomain,
    credentials: input.accessToken,
    platform: context.platform,
  });
  const user = await client.getCurrentUser();
  if (!user.isAdmin) throw new InputError("the access token must be an admin's, for webhooks need one");

  const known = await findInstallationBySubdomain(context.db, helpdesk.name, subdomain);
  const id = known?.id ?? `ins_${context.platform.newId()}`;
  // The row comes first: a delivery that arrives early finds its endpoint and is asked to come again.
  await saveInstallation(context.db, {
    id,
    helpdesk: helpdesk.name,
    subdomain,
    endpoint: known?.endpoint ?? newEndpoint(),
    // Connecting anew and failing must not take a help desk out of the sweep that was in it.
    status: known?.status ?? "connecting",
    statusReason: known?.statusReason ?? null,
    integrationUserId: user.id,
    sealedCredentials: await context.keyring.seal(input.accessToken, sealContext(id, "credentials")),
  });
  const installation = await getInstallation(context, id);
  await subscribe(context, installation, client);
  await syncRoster(context, installation);
  if (!(await findActivePolicy(context.db, id))) {
    const groups = await listGroups(context.db, id);
    await savePolicy(context, { installationId: id, document: firstPolicy(groups) });
  }
  await updateInstallation(context.db, id, { status: "active", statusReason: null });
  context.platform.log.info("installation connected", { installationId: id, helpdesk: helpdesk.name });
  return { installationId: id };
}

async function subscribe(
  context: ServiceContext,
  installation: Installation,
  client: HelpdeskClient,
): Promise<void> {
  if (installation.subscriptionId) await client.removeSubscription(installation.subscriptionId);
  // Until the new secret is stored, deliveries are asked to come again instead of being refused for good.
  await updateInstallation(context.db, installation.id, { subscriptionId: null, sealedSecret: null });
  const url = `${context.settings.publicUrl}/webhooks/${installation.helpdesk}/${installation.endpoint}`;
  const subscription = await client.createSubscription({ name: "Signalbox", url });
  await updateInstallation(context.db, installation.id, {
    subscriptionId: subscription.id,
    sealedSecret: await context.keyring.seal(
      subscription.secret,
      sealContext(installation.id, "webhook secret"),
    ),
  });
}

/** 192 random bits: whoever does not know the address cannot guess it. */
function newEndpoint(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws NotFoundError */
export async function getInstallation(
  context: ServiceContext,
  installationId: string,
): Promise<Installation> {
  const installation = await findInstallation(context.db, installationId);
  if (!installation) throw new NotFoundError("the installation");
  return installation;
}
