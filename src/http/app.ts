import { Hono } from "hono";
import { createCookieJar } from "./cookie-jar.ts";
import type { AppDeps, HttpEnv } from "./hono-env.ts";
import { createKeyAttempts } from "./key-attempts.ts";
import { createAccess, levelOf } from "./middleware/access.ts";
import { errorResponse } from "./middleware/error-response.ts";
import { allowFraming, pageHeaders } from "./middleware/page-headers.ts";
import { rateLimit } from "./middleware/rate-limit.ts";
import { appRoutes } from "./routes/apps.ts";
import { deadLetterRoutes } from "./routes/dead-letters.ts";
import { healthRoutes } from "./routes/health.ts";
import { installRoutes } from "./routes/install.ts";
import { installationRoutes } from "./routes/installations.ts";
import { learningRoutes } from "./routes/learning.ts";
import { operationRoutes } from "./routes/operations.ts";
import { pageRoutes } from "./routes/pages.ts";
import { policyRoutes } from "./routes/policies.ts";
import { privacyRoutes } from "./routes/privacy.ts";
import { registerRoutes } from "./routes/register.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { ticketRoutes } from "./routes/tickets.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Nobody installs, signs in or opens pages faster; behind one address there may be a whole office. */
const strangerCallsPerMinute = 120;

/** The whole HTTP face of Signalbox, the same on every runtime. */
export function createApp(deps: AppDeps): Hono<HttpEnv> {
  const { context } = deps;
  const cookies = createCookieJar(context.settings.publicUrl);
  const access = createAccess(deps, cookies);
  const keyAttempts = createKeyAttempts(context.platform.now);
  const app = new Hono<HttpEnv>();
  app.onError(errorResponse(context.platform.log, signInPaths(deps)));
  app.notFound((c) => c.json({ error: { code: "not-found", message: "there is nothing here" } }, 404));
  // Mounted first and bare: this is the hot path, and its answers are read by machines.
  app.route("/webhooks", webhookRoutes(deps));
  app.use(allowFraming, pageHeaders(consentPages(deps)));
  app.route("/", healthRoutes(deps));
  // Whoever is not signed in is counted by address.
  const strangers = rateLimit({
    now: context.platform.now,
    perMinute: strangerCallsPerMinute,
    keyOf: (c) => `${c.req.path.split("/")[1]} ${deps.clientOf(c.env, (name) => c.req.header(name))}`,
  });
  for (const path of ["/install/*", "/sign-in/*", "/enter", "/app/*"]) app.use(path, strangers);
  app.route("/install", installRoutes(deps, access, cookies, keyAttempts));
  app.route("/sign-in", signInRoutes(deps, cookies, keyAttempts));
  app.route("/api/installations", installationRoutes(deps, access));
  app.route("/api/installations", learningRoutes(deps, access));
  app.route("/api/installations", policyRoutes(deps, access));
  app.route("/api/installations", operationRoutes(deps, access));
  app.route("/api/installations", ticketRoutes(deps, access));
  app.route("/api/installations", privacyRoutes(deps, access));
  app.route("/api/installations", deadLetterRoutes(deps, access));
  app.route("/", appRoutes(deps, access));
  app.route("/", pageRoutes(deps, access));
  app.route("/", sessionRoutes(deps, access, cookies));
  app.route("/", registerRoutes(deps, access));
  refuseUndeclared(app);
  return app;
}

/** Where the form that begins an installation leads on to. */
function consentPages({ context }: AppDeps): string[] {
  return Object.values(context.helpdesks).flatMap(({ oauth, originOf }) => {
    return oauth ? [new URL(originOf("name")).origin.replace("//name.", "//*.")] : [];
  });
}

/** Where whoever is not signed in may do so by themselves. */
function signInPaths({ context }: AppDeps): string[] {
  return Object.values(context.helpdesks).flatMap(({ name, apiKey }) => (apiKey ? [`/sign-in/${name}`] : []));
}

/** A route that does not say who may call it must not exist. */
function refuseUndeclared(app: Hono<HttpEnv>): void {
  const declared = new Set(
    app.routes.filter(({ handler }) => levelOf(handler)).map(({ method, path }) => `${method} ${path}`),
  );
  const forgotten = app.routes.filter(
    ({ method, path }) => method !== "ALL" && !declared.has(`${method} ${path}`),
  );
  if (forgotten.length > 0) {
    throw new Error(`who may call ${forgotten.map(({ method, path }) => `${method} ${path}`).join(", ")}?`);
  }
}
