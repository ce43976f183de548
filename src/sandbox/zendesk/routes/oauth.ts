import { createHash } from "node:crypto";
import { Hono } from "hono";
import { ApiError } from "../../http/api-error.ts";
import { type Env, readBody } from "../http/env.ts";
import { issueToken } from "../oauth/issue-token.ts";
import type { Token, World } from "../world.ts";

type Body = Record<string, unknown>;

const oauthError = (status: number, error: string, error_description: string) =>
  new ApiError(status, { error, error_description });

const invalidGrant = () =>
  oauthError(400, "invalid_grant", "The provided access grant is invalid, expired, or revoked.");

/** Consent page (granted at once, refused with `&deny=1`) and token endpoint. */
export function createOAuthRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/authorizations/new", (c) => {
    const redirectUri = c.req.query("redirect_uri") ?? "";
    if (c.req.query("client_id") !== world.oauthClient.clientId || !URL.canParse(redirectUri)) {
      throw oauthError(400, "invalid_client", "Unknown client or redirect address");
    }
    const target = new URL(redirectUri);
    const state = c.req.query("state");
    if (state !== undefined) target.searchParams.set("state", state);
    if (c.req.query("deny") === "1") {
      target.searchParams.set("error", "access_denied");
      target.searchParams.set(
        "error_description",
        "The end-user or authorization server denied the request.",
      );
      return c.redirect(target.toString(), 302);
    }
    const code = world.random.hex(48, `code:${world.count("code")}`);
    world.oauthCodes.set(code, {
      userId: world.integrationUserId,
      redirectUri,
      scopes: parseScopes(c.req.query("scope")),
      challenge: c.req.query("code_challenge") ?? null,
      expiresAtMs: world.clock() + world.options.oauth.codeSeconds * 1_000,
    });
    target.searchParams.set("code", code);
    return c.redirect(target.toString(), 302);
  });

  routes.post("/tokens", async (c) => c.json(tokenReply(world, grantToken(world, await readBody(c))), 201));

  return routes;
}

function grantToken(world: World, body: Body): Token {
  const { clientId, clientSecret } = world.oauthClient;
  const hasSecret = body.client_secret === clientSecret;
  if (body.client_id !== clientId || (body.client_secret !== undefined && !hasSecret)) {
    throw oauthError(401, "invalid_client", "Client authentication failed");
  }
  switch (body.grant_type) {
    case "client_credentials":
      if (!hasSecret) throw oauthError(401, "invalid_client", "Client authentication failed");
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
  world.oauthCodes.delete(code);
  if (!grant || grant.expiresAtMs <= world.clock() || grant.redirectUri !== body.redirect_uri) {
    throw invalidGrant();
  }
  if (grant.challenge === null && !hasSecret) throw invalidGrant();
  if (grant.challenge !== null && s256(String(body.code_verifier ?? "")) !== grant.challenge) {
    throw invalidGrant();
  }
  return issueToken(world, {
    userId: grant.userId,
    scopes: grant.scopes,
    clientId: world.oauthClient.clientId,
    accessSeconds: lifetime(world, body),
    refreshSeconds: world.options.oauth.refreshTokenSeconds,
  });
}

/** Both old tokens die the moment the new pair exists. */
function rotate(world: World, body: Body): Token {
  const old = [...world.tokens.values()].find(
    (token) => token.refreshToken !== null && token.refreshToken === body.refresh_token,
  );
  if (!old || (old.refreshExpiresAtMs ?? 0) <= world.clock()) throw invalidGrant();
  world.tokens.delete(old.token);
  return issueToken(world, {
    userId: old.userId,
    scopes: old.scopes,
    clientId: old.clientId,
    accessSeconds: lifetime(world, body),
    refreshSeconds: world.options.oauth.refreshTokenSeconds,
  });
}

function tokenReply(world: World, token: Token) {
  const secondsLeft = (atMs: number | null) =>
    atMs === null ? null : Math.round((atMs - world.clock()) / 1_000);
  const refresh =
    token.refreshToken === null
      ? {}
      : {
          refresh_token: token.refreshToken,
          refresh_token_expires_in: secondsLeft(token.refreshExpiresAtMs),
        };
  return {
    access_token: token.token,
    token_type: "bearer",
    scope: token.scopes.join(" "),
    expires_in: secondsLeft(token.expiresAtMs),
    ...refresh,
  };
}

function lifetime(world: World, body: Body): number {
  const wished = Number(body.expires_in);
  if (!Number.isInteger(wished)) return world.options.oauth.accessTokenSeconds;
  return Math.min(172_800, Math.max(300, wished));
}

/** No scope asked for means full access. */
function parseScopes(scope: unknown): string[] {
  const scopes = typeof scope === "string" ? scope.split(/[\s,]+/).filter((item) => item !== "") : [];
  if (scopes.length === 0) return ["read", "write"];
  const unknown = scopes.find((item) => !/^(read|write|impersonate|[a-z_]+:(read|write))$/.test(item));
  if (unknown)
    throw oauthError(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
  return scopes;
}

function s256(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
