import { Hono } from "hono";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { open } from "../middleware/access.ts";

/** Open to everybody; tells nothing but alive and ready. */
export function healthRoutes({ ping, context }: AppDeps): Hono<HttpEnv> {
  const anybody = open("it tells no more than alive and ready");
  return new Hono<HttpEnv>()
    .get("/healthz", anybody, (c) => c.json({ status: "alive" }))
    .get("/readyz", anybody, async (c) => {
      try {
        await ping();
        return c.json({ status: "ready" });
      } catch (error) {
        context.platform.log.error("not ready", { error });
        return c.json({ status: "the database does not answer" }, 503);
      }
    });
}
