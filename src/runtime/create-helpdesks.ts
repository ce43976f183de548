import { createFreshdesk } from "../helpdesks/freshdesk/index.ts";
import { createZendesk } from "../helpdesks/zendesk/index.ts";
import type { Helpdesk } from "../ports/helpdesk.ts";
import type { HmacSha256 } from "../ports/platform.ts";
import type { Env } from "./env.ts";

/**
 * The help desks that this server knows, by name.
 *
 * @param hmacSha256 a faster one than WebCrypto's, where the runtime has it
 */
export function createHelpdesks(env: Env, hmacSha256?: HmacSha256): Record<string, Helpdesk> {
  const clientId = env.SIGNALBOX_ZENDESK_CLIENT_ID;
  const clientSecret = env.SIGNALBOX_ZENDESK_CLIENT_SECRET;
  const hmac = hmacSha256 ? { hmacSha256 } : {};
  const zendesk = createZendesk({
    originOf: originOf(env.SIGNALBOX_ZENDESK_URL),
    ...hmac,
    appId: env.SIGNALBOX_ZENDESK_APP_ID,
    oauthClient:
      clientId && clientSecret ? { clientId, clientSecret, scope: env.SIGNALBOX_ZENDESK_SCOPE } : undefined,
  });
  const freshdesk = createFreshdesk({ originOf: originOf(env.SIGNALBOX_FRESHDESK_URL), ...hmac });
  return { zendesk, freshdesk };
}

/** The emulator's address; `{subdomain}` in it stands for the account. */
function originOf(address: string | undefined): ((subdomain: string) => string) | undefined {
  if (!address) return undefined;
  const origin = address.replace(/\/$/, "");
  return (subdomain) => origin.replace("{subdomain}", subdomain);
}
