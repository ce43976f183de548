import { createZendesk } from "../helpdesks/zendesk/index.ts";
import type { Helpdesk } from "../ports/helpdesk.ts";
import type { Env } from "./env.ts";
import { createNodeHmac } from "./node-hmac.ts";

/** The help desks that this server knows, by name. */
export function createHelpdesks(env: Env): Record<string, Helpdesk> {
  const clientId = env.SIGNALBOX_ZENDESK_CLIENT_ID;
  const clientSecret = env.SIGNALBOX_ZENDESK_CLIENT_SECRET;
  const zendesk = createZendesk({
    originOf: originOf(env.SIGNALBOX_ZENDESK_URL),
    hmacSha256: createNodeHmac(),
    appId: env.SIGNALBOX_ZENDESK_APP_ID,
    oauthClient:
      clientId && clientSecret ? { clientId, clientSecret, scope: env.SIGNALBOX_ZENDESK_SCOPE } : undefined,
  });
  return { zendesk };
}

/** The emulator's address; `{subdomain}` in it stands for the account. */
function originOf(address: string | undefined): ((subdomain: string) => string) | undefined {
  if (!address) return undefined;
  const origin = address.replace(/\/$/, "");
  return (subdomain) => origin.replace("{subdomain}", subdomain);
}
