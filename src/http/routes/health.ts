import { Hono } from "hono";
import type { AppDeps } from "../hono-env.ts";

/** Open to everybody; tells nothing but alive and ready. */
export function healthRoutes({ ping, context }: AppDeps): Hono {
  return new Hono()
    .get("/healthz", (c) => c.json({ status: "alive" }))
    .get("/readyz", async (c) => {
      try {
        await ping();
        return c.json({ status: "ready" });
      } catch (error) {
        context.platform.log.error("not ready", { error });
        return c.json({ status: "the database does not answer" }, 503);
      }
    });
}
