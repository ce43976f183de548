import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import type { Limiter } from "../limiter.ts";
import { parseSubdomain } from "../parse-subdomain.ts";
import { createRequest } from "../request.ts";
import { createWebCryptoHmac } from "../signature.ts";
import { createFreshdeskClient } from "./client.ts";
import { createFreshdeskLimiter, readFreshdeskLimits } from "./limits.ts";
import { parseFreshdeskDelivery, verifyFreshdeskDelivery } from "./webhook.ts";

/**
 * @param options.originOf only the emulator and tests are anywhere else than `{subdomain}.freshdesk.com`
 * @param options.hmacSha256 a faster one than WebCrypto's, where the runtime has it
 */
export function createFreshdesk(
  options: { originOf?: ((subdomain: string) => string) | undefined; hmacSha256?: HmacSha256 } = {},
): Helpdesk {
  const originOf = options.originOf ?? ((subdomain: string) => `https://${subdomain}.freshdesk.com`);
  const hmacSha256 = options.hmacSha256 ?? createWebCryptoHmac();
  const limiters = new Map<string, Limiter>();
  return {
    name: "freshdesk",
    maxDeliveryBytes: 256 * 1024,
    parseSubdomain: (text) => parseSubdomain(text, "freshdesk.com"),
    verifyDelivery: (input) => verifyFreshdeskDelivery({ hmacSha256, ...input }),
    parseDelivery: parseFreshdeskDelivery,
    originOf,
    limitsOf: (subdomain) => limiters.get(subdomain)?.latest() ?? [],
    createClient({ subdomain, credentials, platform }) {
      const limiter = limiters.get(subdomain) ?? createFreshdeskLimiter(platform.now);
      limiters.set(subdomain, limiter);
      const request = createRequest({
        origin: originOf(subdomain),
        // The API key is the user name; the password can be anything.
        headers: { authorization: `Basic ${btoa(`${credentials}:X`)}` },
        platform,
        limiter,
        readLimits: readFreshdeskLimits,
      });
      return createFreshdeskClient(request, platform.log);
    },
  };
}
