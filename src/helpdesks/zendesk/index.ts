import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import { createLimiter } from "../limiter.ts";
import { createLimiterPool } from "../limiter-pool.ts";
import { parseSubdomain } from "../parse-subdomain.ts";
import { createWebCryptoHmac } from "../signature.ts";
import { createAuthorizedRequest } from "./authorized-request.ts";
import { createZendeskClient } from "./client.ts";
import { createZendeskOAuth, type ZendeskOAuthClient } from "./oauth.ts";
import { zendeskSignIn } from "./sign-in.ts";
import { parseZendeskDelivery, verifyZendeskDelivery } from "./webhook.ts";

/**
 * @param options.appId the number of the app that shows our pages; without it nobody signs in by Zendesk
 * @param options.oauthClient the global client by which companies install it themselves
 * @param options.originOf only the emulator and tests are anywhere else than `{subdomain}.zendesk.com`
 * @param options.hmacSha256 a faster one than WebCrypto's, where the runtime has it
 */
export function createZendesk(
  options: {
    originOf?: ((subdomain: string) => string) | undefined;
    hmacSha256?: HmacSha256;
    appId?: string | undefined;
    oauthClient?: ZendeskOAuthClient | undefined;
  } = {},
): Helpdesk {
  const originOf = options.originOf ?? ((subdomain: string) => `https://${subdomain}.zendesk.com`);
  const hmacSha256 = options.hmacSha256 ?? createWebCryptoHmac();
  const limiters = createLimiterPool(createLimiter);
  return {
    name: "zendesk",
    maxDeliveryBytes: 256 * 1024,
    parseSubdomain: (text) => parseSubdomain(text, "zendesk.com"),
    verifyDelivery: (input) => verifyZendeskDelivery({ hmacSha256, ...input }),
    parseDelivery: parseZendeskDelivery,
    ...(options.appId ? { signIn: zendeskSignIn } : {}),
    originOf,
    ticketUrl: ({ subdomain, ticketId }) =>
      `${originOf(subdomain)}/agent/tickets/${encodeURIComponent(ticketId)}`,
    // Only there does it know the page around ours; the emulator's pages bring a copy.
    ...(options.originOf
      ? {}
      : { pageKit: "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js" }),
    ...(options.oauthClient ? { oauth: createZendeskOAuth(options.oauthClient, originOf) } : {}),
    limitsOf: (subdomain) => limiters.find(subdomain)?.latest() ?? [],
    createClient({ subdomain, credentials, platform, renew }) {
      const limiter = limiters.of(subdomain, platform.now);
      return createZendeskClient(
        createAuthorizedRequest({
          origin: originOf(subdomain),
          subdomain,
          accessToken: credentials,
          renew,
          platform,
          limiter,
        }),
        options.appId,
      );
    },
  };
}
