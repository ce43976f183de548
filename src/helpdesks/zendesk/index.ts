import { InputError } from "../../ports/app-error.ts";
import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import { createLimiter, type Limiter } from "../limiter.ts";
import { createRequest } from "../request.ts";
import { createWebCryptoHmac } from "../signature.ts";
import { createZendeskClient } from "./client.ts";
import { readZendeskLimits } from "./limits.ts";
import { parseZendeskDelivery, verifyZendeskDelivery } from "./webhook.ts";

/** A subdomain never becomes an arbitrary host. */
const subdomainPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

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
    parseSubdomain(text) {
      const subdomain = text.trim().toLowerCase();
      if (!subdomainPattern.test(subdomain)) {
        throw new InputError('give the subdomain alone, as in "acme" for acme.zendesk.com');
      }
      return subdomain;
    },
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
