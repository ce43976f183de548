import { createMiddleware } from "hono/factory";
import { compareTokens } from "../compare-tokens.ts";

/**
 * Lets in the operator of this server only: `Authorization: Bearer …` for programs, `?access=…` for the link
 * that is printed at the start.
 */
export function requireOperator(accessToken: string) {
  return createMiddleware(async (c, next) => {
    const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const given = bearer ?? c.req.query("access");
    if (given === undefined || !(await compareTokens(given, accessToken))) {
      const message = "open the link that the server printed when it started, or send its access token";
      return c.json({ error: { code: "unauthorized", message } }, 401);
    }
    await next();
  });
}
