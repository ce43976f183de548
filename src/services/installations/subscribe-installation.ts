import { updateInstallation } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { sealContext } from "../helpdesk/seal-context.ts";

/** Between two looks at whether the subscription is still what it should be. */
const checkEveryMs = 60 * 60_000;

/** Makes the help desk tell us of its tickets, in place of what it was told before. */
export async function subscribeInstallation(
  context: ServiceContext,
  installation: Installation,
  client: HelpdeskClient,
): Promise<void> {
  if (installation.subscriptionId) await client.removeSubscription(installation.subscriptionId);
  // Until the new secret is stored, deliveries are asked to come again instead of being refused for good.
  await updateInstallation(context.db, installation.id, { subscriptionId: null, sealedSecret: null });
  const subscription = await client.createSubscription({
    name: "Signalbox",
    url: subscriptionUrl(context, installation),
  });
  await updateInstallation(context.db, installation.id, {
    subscriptionId: subscription.id,
    subscriptionCheckedAt: isoNow(context.platform),
    sealedSecret: await context.keyring.seal(
      subscription.secret,
      sealContext(installation.id, "webhook secret"),
    ),
  });
}

/**
 * Repairs what an admin switched off by hand, and brings an installation up to date whose webhook an older version
 * of Signalbox made: from time to time, and at once where it has none.
 */
export async function repairSubscription(context: ServiceContext, installation: Installation): Promise<void> {
  const { id, subscriptionId, subscriptionCheckedAt } = installation;
  const checkedAtMs = subscriptionCheckedAt ? Date.parse(subscriptionCheckedAt) : 0;
  if (subscriptionId && context.platform.now() - checkedAtMs < checkEveryMs) return;
  const client = await openClient(context, installation);
  const state = await findState(context, installation, client);
  if (state === "current") {
    await updateInstallation(context.db, id, { subscriptionCheckedAt: isoNow(context.platform) });
    return;
  }
  await subscribeInstallation(context, installation, client);
  await recordAudit(context, {
    installationId: id,
    actor: "system",
    act: "subscription renewed",
    detail: { state },
  });
}

async function findState(
  context: ServiceContext,
  installation: Installation,
  client: HelpdeskClient,
): Promise<"current" | "outdated" | "missing"> {
  const { subscriptionId, sealedSecret } = installation;
  if (!subscriptionId || !sealedSecret) return "missing";
  if (!client.checkSubscription) return "current";
  const secret = await context.keyring.open(sealedSecret, sealContext(installation.id, "webhook secret"));
  return client.checkSubscription({
    id: subscriptionId,
    url: subscriptionUrl(context, installation),
    secret,
  });
}

/** The address that the help desk sends to; `{publicUrl}/webhooks/{helpdesk}/` for all of them. */
export function subscriptionPrefix(context: Pick<ServiceContext, "settings">, helpdesk: string): string {
  return `${context.settings.publicUrl}/webhooks/${helpdesk}/`;
}

function subscriptionUrl(context: ServiceContext, installation: Installation): string {
  return `${subscriptionPrefix(context, installation.helpdesk)}${installation.endpoint}`;
}
