import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import { createLimiter, type Limiter } from "../limiter.ts";
import { parseSubdomain } from "../parse-subdomain.ts";
import { createRequest } from "../request.ts";
import { createWebCryptoHmac } from "../signature.ts";
import { createZendeskClient } from "./client.ts";
import { readZendeskLimits } from "./limits.ts";
import { parseZendeskDelivery, verifyZendeskDelivery } from "./webhook.ts";

/**
 * @param options.originOf only the emulator and tests are anywhere else than `{subdomain}.zendesk.com`
 * @param options.hmacSha256 a faster one than WebCrypto's, where the runtime has it
 */
export function createZendesk(
  options: { originOf?: ((subdomain: string) => string) | undefined; hmacSha256?: HmacSha256 } = {},
): Helpdesk {
  const originOf = options.originOf ?? ((subdomain: string) => `https://${subdomain}.zendesk.com`);
  const hmacSha256 = options.hmacSha256 ?? createWebCryptoHmac();
  const limiters = new Map<string, Limiter>();
  return {
    name: "zendesk",
    maxDeliveryBytes: 256 * 1024,
    parseSubdomain: (text) => parseSubdomain(text, "zendesk.com"),
    verifyDelivery: (input) => verifyZendeskDelivery({ hmacSha256, ...input }),
    parseDelivery: parseZendeskDelivery,
    createClient({ subdomain, credentials, platform }) {
      const limiter = limiters.get(subdomain) ?? createLimiter(platform.now);
      limiters.set(subdomain, limiter);
      return createZendeskClient(
        createRequest({
          origin: originOf(subdomain),
          headers: { authorization: `Bearer ${credentials}` },
          platform,
          limiter,
          readLimits: readZendeskLimits,
        }),
      );
    },
  };
}
