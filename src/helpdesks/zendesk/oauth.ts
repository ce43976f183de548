import * as z from "zod";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { HelpdeskOAuth, TokenPair } from "../../ports/helpdesk-oauth.ts";
import type { Platform } from "../../ports/platform.ts";
import { createLimiter } from "../limiter.ts";
import { createRequest, parseReply } from "../request.ts";
import { explainGone } from "./authorized-request.ts";

export interface ZendeskOAuthClient {
  clientId: string;
  clientSecret: string;
  /** Space separated; empty asks for everything that the consenting user may do. */
  scope: string;
}

/** Narrower ones are younger, and not every account grants them. */
const everything = "read write";

class ScopeRefused extends HelpdeskError {}

const TokenReply = z.object({
  access_token: z.string().min(1).max(4000),
  refresh_token: z.string().min(1).max(4000).nullish(),
  expires_in: z.number().positive().nullish(),
  refresh_token_expires_in: z.number().positive().nullish(),
});

const ErrorReply = z.object({ error: z.string().max(100) });

/** One global client for every Zendesk account; tokens act as the admin who consented. */
export function createZendeskOAuth(
  client: ZendeskOAuthClient,
  originOf: (subdomain: string) => string,
): HelpdeskOAuth {
  const { clientId: client_id, clientSecret: client_secret, scope } = client;

  const scopeOf = (asksForAll: boolean | undefined) => (asksForAll ? everything : scope);

  async function grant(input: {
    subdomain: string;
    platform: Platform;
    body: Record<string, string>;
  }): Promise<TokenPair> {
    const request = createRequest({
      origin: originOf(input.subdomain),
      headers: {},
      platform: input.platform,
      // The token endpoint has a budget of its own and tells none of the account's limits.
      limiter: createLimiter(input.platform.now),
      readLimits: () => [],
      explainFailure: (reply) =>
        explainGone(input.subdomain, reply) ?? explainRefusal(reply.status, reply.json),
    });
    const body = { client_id, client_secret, ...input.body };
    const reply = await request({ method: "POST", path: "/oauth/tokens", body });
    // Documentation says 201, clients were seen to expect 200.
    if (reply.status !== 200 && reply.status !== 201) {
      throw new HelpdeskError("unexpected", `Zendesk answered ${reply.status} to a token request`, "later");
    }
    const token = parseReply(TokenReply, reply.json);
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? null,
      expiresInSeconds: token.expires_in ?? null,
      refreshExpiresInSeconds: token.refresh_token_expires_in ?? null,
    };
  }

  return {
    authorizeUrl({ subdomain, redirectUri, state, challenge, asksForAll }) {
      const url = new URL(`${originOf(subdomain)}/oauth/authorizations/new`);
      url.search = new URLSearchParams({
        response_type: "code",
        client_id,
        redirect_uri: redirectUri,
        scope: scopeOf(asksForAll),
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      }).toString();
      return url.toString();
    },
    exchangeCode: ({ subdomain, platform, code, verifier, redirectUri, asksForAll }) =>
      grant({
        subdomain,
        platform,
        body: {
          grant_type: "authorization_code",
          code,
          code_verifier: verifier,
          redirect_uri: redirectUri,
          scope: scopeOf(asksForAll),
        },
      }).catch((error: unknown) => {
        if (error instanceof ScopeRefused) return undefined;
        throw error;
      }),
    refresh: ({ subdomain, platform, refreshToken }) =>
      grant({ subdomain, platform, body: { grant_type: "refresh_token", refresh_token: refreshToken } }),
  };
}

function explainRefusal(status: number, json: unknown): HelpdeskError | undefined {
  if (status !== 400 && status !== 401 && status !== 403) return undefined;
  const parsed = ErrorReply.safeParse(json);
  switch (parsed.success ? parsed.data.error : "") {
    case "invalid_grant":
      return new HelpdeskError("unauthorized", "the consent was revoked, used up or has expired", "never");
    case "invalid_client":
    case "unauthorized_client":
      return new HelpdeskError(
        "forbidden",
        "Zendesk does not know this server's OAuth client; check SIGNALBOX_ZENDESK_CLIENT_ID and its secret",
        "later",
      );
    case "invalid_scope":
      return new ScopeRefused("forbidden", "Zendesk does not grant the scope that was asked for", "never");
    default:
      return new HelpdeskError("unexpected", `Zendesk answered ${status} to a token request`, "later");
  }
}
