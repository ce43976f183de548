import { findInstallationByEndpoint, findInstallationBySubdomain } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { Helpdesk, HelpdeskClient } from "../../ports/helpdesk.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "../helpdesk/seal-context.ts";
import { retireInstallation } from "./retire-installation.ts";
import { subscriptionPrefix } from "./subscribe-installation.ts";

/**
 * The installation that this help desk already is: by its name if it is the same account, or, after it was renamed,
 * by the webhook that is still in it. A name alone proves nothing: it may have been given up and taken by another
 * company, which must not come to see the first one's register.
 */
export async function findKnownInstallation(
  context: ServiceContext,
  input: { helpdesk: Helpdesk; subdomain: string; client: HelpdeskClient },
): Promise<Installation | undefined> {
  const { helpdesk, subdomain, client } = input;
  const named = await findInstallationBySubdomain(context.db, helpdesk.name, subdomain);
  if (!named) return findRenamed(context, input);
  // Ids of users are never given twice, so whoever connected it then is known to the same account only.
  const isSame = client.findPerson ? (await client.findPerson(named.integrationUserId)) !== undefined : true;
  if (isSame) return named;
  // Whoever connected it may have been deleted; the webhook is in no other account.
  const byWebhook = await findRenamed(context, input);
  if (byWebhook?.id === named.id) return named;
  await retireInstallation(context, {
    installation: named,
    actor: "system",
    reason: "another account has this name now",
  });
  return byWebhook;
}

/** The address alone could be known to a former admin; only the account itself has the webhook's secret. */
async function findRenamed(
  context: ServiceContext,
  input: { helpdesk: Helpdesk; client: HelpdeskClient },
): Promise<Installation | undefined> {
  const { helpdesk, client } = input;
  const urlPrefix = subscriptionPrefix(context, helpdesk.name);
  for (const { id, url, secret } of (await client.listSubscriptions?.({ urlPrefix })) ?? []) {
    const endpoint = url.slice(urlPrefix.length);
    const candidate = await findInstallationByEndpoint(context.db, helpdesk.name, endpoint);
    if (!candidate?.sealedSecret || candidate.subscriptionId !== id) continue;
    const stored = await context.keyring.open(
      candidate.sealedSecret,
      sealContext(candidate.id, "webhook secret"),
    );
    // Where it is not shown, the account's own people have to do: numbers of rules and agents are no account's choice.
    const isSame =
      secret === null
        ? (await client.findPerson?.(candidate.integrationUserId)) !== undefined
        : stored === secret;
    if (isSame) return candidate;
  }
  return undefined;
}
