import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import type { Organization } from "../../routing/ticket.ts";
import { createKeptAnswers } from "../kept-answers.ts";
import { createLimiterPool } from "../limiter-pool.ts";
import { parseSubdomain } from "../parse-subdomain.ts";
import { createWebCryptoHmac } from "../signature.ts";
import { createAuthorizedRequest } from "./authorized-request.ts";
import { createFreshdeskClient } from "./client.ts";
import { createFreshdeskLimiter } from "./limits.ts";
import { parseFreshdeskDelivery, verifyFreshdeskDelivery } from "./webhook.ts";

/** Tiers are changed by hand, and seldom; a few tickets by the old one are better than a call for each ticket. */
const tenMinutesMs = 10 * 60_000;

/**
 * @param options.originOf only the emulator and tests are anywhere else than `{subdomain}.freshdesk.com`
 * @param options.hmacSha256 a faster one than WebCrypto's, where the runtime has it
 */
export function createFreshdesk(
  options: { originOf?: ((subdomain: string) => string) | undefined; hmacSha256?: HmacSha256 } = {},
): Helpdesk {
  const originOf = options.originOf ?? ((subdomain: string) => `https://${subdomain}.freshdesk.com`);
  const hmacSha256 = options.hmacSha256 ?? createWebCryptoHmac();
  const limiters = createLimiterPool(createFreshdeskLimiter);
  const companies = createKeptAnswers<Organization | null | undefined>({
    keepMs: tenMinutesMs,
    most: 10_000,
  });
  return {
    name: "freshdesk",
    maxDeliveryBytes: 256 * 1024,
    parseSubdomain: (text) => parseSubdomain(text, "freshdesk.com"),
    verifyDelivery: (input) => verifyFreshdeskDelivery({ hmacSha256, ...input }),
    parseDelivery: parseFreshdeskDelivery,
    apiKey: { whereToFind: "the agent's profile settings, under View API key" },
    originOf,
    ticketUrl: ({ subdomain, ticketId }) =>
      `${originOf(subdomain)}/a/tickets/${encodeURIComponent(ticketId)}`,
    limitsOf: (subdomain) => limiters.find(subdomain)?.latest() ?? [],
    createClient({ subdomain, credentials, platform }) {
      const limiter = limiters.of(subdomain, platform.now);
      const origin = originOf(subdomain);
      const request = createAuthorizedRequest({ origin, subdomain, apiKey: credentials, platform, limiter });
      return createFreshdeskClient(request, {
        log: platform.log,
        keepCompany: (id, read) => companies.find(`${subdomain}/${id}`, platform.now(), read),
      });
    },
  };
}
