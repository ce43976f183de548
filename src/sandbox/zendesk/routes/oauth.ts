import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { ApiError } from "../../http/api-error.ts";
import { type ApiContext, type Env, readBody } from "../http/env.ts";
import { consentPage } from "../oauth/consent-page.ts";
import { grantToken } from "../oauth/grant-token.ts";
import { tokenReply } from "../oauth/issue-token.ts";
import { parseAuthorization, redirectTo } from "../oauth/parse-authorization.ts";
import type { World } from "../world.ts";

/** Consent page, consent, and token endpoint. */
export function createOAuthRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/authorizations/new", (c) => {
    const parsed = parseAuthorization(world, (name) => c.req.query(name));
    if (!parsed.ok) return c.redirect(parsed.location, 302);
    c.header("X-Frame-Options", "DENY");
    return c.html(
      consentPage({
        account: `${world.subdomain}.zendesk.com`,
        userName: world.users.get(world.signedInUserId)?.name ?? "nobody",
        scopes: parsed.request.scopes,
        query: new URL(c.req.url).searchParams.toString(),
      }),
    );
  });

  routes.post("/authorizations", async (c) => {
    const parsed = parseAuthorization(world, (name) => c.req.query(name));
    if (!parsed.ok) return c.redirect(parsed.location, 302);
    const { redirectUri, state, scopes, challenge } = parsed.request;
    const { decision } = await c.req.parseBody();
    if (decision !== "allow") {
      const error_description = "The end-user or authorization server denied the request.";
      return c.redirect(redirectTo(redirectUri, { error: "access_denied", error_description, state }), 302);
    }
    const code = world.random.hex(48, `code:${world.count("code")}`);
    world.secrets.push(code);
    world.oauthCodes.set(code, {
      userId: world.signedInUserId,
      redirectUri,
      scopes,
      challenge,
      expiresAtMs: world.clock() + world.options.oauth.codeSeconds * world.options.oauth.secondMs,
    });
    return c.redirect(redirectTo(redirectUri, { code, state }), 302);
  });

  routes.post("/tokens", async (c) => {
    const body = await readBody(c);
    const note = (outcome: string) =>
      world.grants.push({ grant: String(body.grant_type), outcome, atMs: world.clock() });
    try {
      const token = grantToken(world, body);
      note("granted");
      if (world.faults.loseNextTokenReply) return loseReply(world, c);
      return c.json(tokenReply(token), 201);
    } catch (error) {
      note(error instanceof ApiError ? String((error.body as { error?: string }).error) : "failed");
      throw error;
    }
  });

  return routes;
}

/** The grant is made and its answer never arrives: what a client cut off in this moment is left with. */
function loseReply(world: World, c: ApiContext): Response {
  world.faults.loseNextTokenReply = false;
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
