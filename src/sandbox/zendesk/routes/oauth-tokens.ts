import { Hono } from "hono";
import { formatStamp } from "../../clock.ts";
import { authenticate } from "../http/authenticate.ts";
import type { Env } from "../http/env.ts";
import type { World } from "../world.ts";

/** The token a request itself carries: look at it or revoke it. */
export function createOAuthTokenRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.use("/tokens/current", authenticate(world));

  routes.get("/tokens/current", (c) => {
    const { token } = c.get("caller");
    return c.json({
      token: {
        id: token.id,
        url: world.canonicalUrl(`/oauth/tokens/${token.id}.json`),
        user_id: token.userId,
        client_id: token.clientId,
        scopes: token.scopes,
        expires_at: token.expiresAtMs === null ? null : formatStamp(token.expiresAtMs),
      },
    });
  });

  routes.delete("/tokens/current", (c) => {
    world.tokens.delete(c.get("caller").token.token);
    return c.body(null, 204);
  });

  return routes;
}
