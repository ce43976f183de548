import { createHash } from "node:crypto";
import type { Token, World } from "../world.ts";
import { issueToken } from "./issue-token.ts";
import { invalidClient, invalidGrant, oauthError, parseScopes } from "./oauth-error.ts";
import { isFine } from "./parse-authorization.ts";

type Body = Record<string, unknown>;

/** The token endpoint. A confidential client shows its secret each time; a public one must have used PKCE. */
export function grantToken(world: World, body: Body): Token {
  const { clientId, clientSecret, isPublic } = world.oauthClient;
  const hasSecret = body.client_secret === clientSecret;
  if (body.client_id !== clientId || (body.client_secret !== undefined && !hasSecret)) throw invalidClient();
  if (!hasSecret && (!isPublic || body.grant_type === "client_credentials")) throw invalidClient();
  switch (body.grant_type) {
    case "client_credentials":
      return issueToken(world, {
        userId: world.integrationUserId,
        scopes: parseScopes(body.scope),
        clientId,
        accessSeconds: lifetime(world, body),
      });
    case "authorization_code":
      return exchangeCode(world, body, hasSecret);
    case "refresh_token":
      return rotate(world, body);
    default:
      throw oauthError(400, "unsupported_grant_type", "The grant type is not supported");
  }
}

function exchangeCode(world: World, body: Body, hasSecret: boolean): Token {
  const code = String(body.code ?? "");
  const grant = world.oauthCodes.get(code);
  // Single use: also a wrong verifier uses the code up.
  world.oauthCodes.delete(code);
  if (!grant || grant.expiresAtMs <= world.clock() || grant.redirectUri !== body.redirect_uri) {
    throw invalidGrant();
  }
  if (grant.challenge === null && !hasSecret) throw invalidGrant();
  if (grant.challenge !== null && s256(String(body.code_verifier ?? "")) !== grant.challenge) {
    throw invalidGrant();
  }
  if (grant.challenge === null && body.code_verifier !== undefined) throw invalidGrant();
  if (world.options.variants.fineScopes === "refused-with-token" && isFine(grant.scopes)) {
    throw oauthError(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
  }
  return issueToken(world, {
    userId: grant.userId,
    scopes: grant.scopes,
    clientId: world.oauthClient.clientId,
    accessSeconds: lifetime(world, body),
    refreshSeconds: world.options.oauth.refreshTokenSeconds,
  });
}

/** Both old tokens die the moment the new pair exists. A refresh token that was used already proves a leak or a race. */
function rotate(world: World, body: Body): Token {
  const shown = String(body.refresh_token ?? "");
  const family = world.usedRefreshTokens.get(shown);
  if (family !== undefined && world.options.variants.refreshReuse === "ends-grant") {
    for (const token of world.tokens.values()) if (token.family === family) world.tokens.delete(token.token);
  }
  const old = [...world.tokens.values()].find((token) => token.refreshToken === shown);
  const user = old && world.users.get(old.userId);
  if (!old || (old.refreshExpiresAtMs ?? 0) <= world.clock() || !user?.active || user.suspended) {
    throw invalidGrant();
  }
  const scopes = body.scope === undefined ? old.scopes : parseScopes(body.scope);
  if (scopes.some((scope) => !old.scopes.includes(scope))) {
    throw oauthError(400, "invalid_scope", "The requested scope exceeds the scope granted.");
  }
  world.tokens.delete(old.token);
  world.usedRefreshTokens.set(shown, old.family);
  return issueToken(world, {
    userId: old.userId,
    scopes,
    clientId: old.clientId,
    accessSeconds: lifetime(world, body),
    refreshSeconds: world.options.oauth.refreshTokenSeconds,
    family: old.family,
  });
}

function lifetime(world: World, body: Body): number {
  const wished = Number(body.expires_in);
  if (!Number.isInteger(wished)) return world.options.oauth.accessTokenSeconds;
  return Math.min(172_800, Math.max(300, wished));
}

function s256(verifier: string): string {
  // A verifier of another length or alphabet is none (RFC 7636, 4.1).
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return "";
  return createHash("sha256").update(verifier).digest("base64url");
}
