import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { createCookieJar } from "./cookie-jar.ts";
import type { AppDeps } from "./hono-env.ts";
import { errorResponse } from "./middleware/error-response.ts";
import { healthRoutes } from "./routes/health.ts";
import { installRoutes } from "./routes/install.ts";
import { installationRoutes } from "./routes/installations.ts";
import { registerRoutes } from "./routes/register.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** The whole HTTP face of Signalbox, the same on every runtime. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.onError(errorResponse(deps.context.platform.log));
  app.notFound((c) => c.json({ error: { code: "not-found", message: "there is nothing here" } }, 404));
  // Mounted first and bare: this is the hot path, and its answers are read by machines.
  app.route("/webhooks", webhookRoutes(deps));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      // The operator's link carries the access token.
      referrerPolicy: "no-referrer",
    }),
  );
  const cookies = createCookieJar(deps.context.settings.publicUrl);
  app.route("/", healthRoutes(deps));
  app.route("/install", installRoutes(deps, cookies));
  app.route("/api/installations", installationRoutes(deps));
  app.route("/", registerRoutes(deps));
  return app;
}
