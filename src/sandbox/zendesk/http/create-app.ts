import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { pathInAccount, refuseOtherAccounts } from "../../http/account-address.ts";
import { answerError } from "../../http/answer-error.ts";
import { ApiError } from "../../http/api-error.ts";
import { injectFaults } from "../../http/inject-faults.ts";
import { createAgentPages } from "../../pages/create-agent-pages.ts";
import { createControls } from "../create-controls.ts";
import { createZendeskDesk } from "../pages/zendesk-desk.ts";
import { createAccountSettingsRoutes } from "../routes/account-settings.ts";
import { createAgentAvailabilityRoutes } from "../routes/agent-availabilities.ts";
import { createAppInstallationRoutes } from "../routes/app-installations.ts";
import { createAppRoutes, createNewAppRoutes } from "../routes/apps.ts";
import { createGroupMembershipRoutes } from "../routes/group-memberships.ts";
import { createGroupRoutes } from "../routes/groups.ts";
import { createIncrementalRoutes } from "../routes/incremental.ts";
import { createOAuthRoutes } from "../routes/oauth.ts";
import { createOAuthTokenRoutes } from "../routes/oauth-tokens.ts";
import { createOrganizationRoutes } from "../routes/organizations.ts";
import { createSearchRoutes } from "../routes/search.ts";
import { createSkillRoutes } from "../routes/skills.ts";
import { createTicketTagRoutes } from "../routes/ticket-tags.ts";
import { createTicketRoutes } from "../routes/tickets.ts";
import { createUserRoutes } from "../routes/users.ts";
import { createWebhookLogRoutes } from "../routes/webhook-log.ts";
import { createWebhookRoutes } from "../routes/webhooks.ts";
import type { Dispatcher } from "../webhooks/create-dispatcher.ts";
import type { World } from "../world.ts";
import { invalidEndpoint } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";
import { createQuota } from "./create-quota.ts";
import type { Env } from "./env.ts";
import { tooManyRequests } from "./too-many-requests.ts";

const maxBodyBytes = 5_000_000;

export function createApp(world: World, dispatcher: Dispatcher) {
  const quota = createQuota(world);
  const app = new Hono<Env>({
    getPath: (request) => canonicalPath(pathInAccount(request)),
  });

  app.onError(answerError(world));
  app.notFound(() => {
    throw invalidEndpoint();
  });

  app.use(
    refuseOtherAccounts(world, (account) => new ApiError(404, `No help desk at ${account}.zendesk.com`)),
  );
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new ApiError(413, "Request Entity Too Large");
      },
    }),
  );
  app.route("/oauth", createOAuthRoutes(world));
  app.route("/api/v2/oauth", createOAuthTokenRoutes(world));

  const api = new Hono<Env>();
  api.use(authenticate(world));
  api.use(async (c, next) => {
    if (c.req.path.startsWith("/api/v2/webhooks")) {
      quota.webhooks(c, c.req.path === "/api/v2/webhooks/test");
    } else {
      quota.account(c);
    }
    await next();
  });
  api.use(injectFaults(world, (seconds) => tooManyRequests(world, seconds)));
  api.route("/tickets", createTicketRoutes(world, quota));
  api.route("/tickets", createTicketTagRoutes(world, quota));
  api.route("/users", createUserRoutes(world));
  api.route("/groups", createGroupRoutes(world));
  api.route("/", createGroupMembershipRoutes(world));
  api.route("/organizations", createOrganizationRoutes(world));
  api.route("/agent_availabilities", createAgentAvailabilityRoutes(world, quota));
  api.route("/routing", createSkillRoutes(world));
  api.route("/apps", createAppRoutes(world));
  api.route("/account", createAccountSettingsRoutes(world));
  api.route("/incremental", createIncrementalRoutes(world, quota));
  api.route("/search", createSearchRoutes(world, quota));
  api.route("/webhooks", createWebhookRoutes(world, dispatcher));
  api.route("/webhooks", createWebhookLogRoutes(world, dispatcher));
  api.all("*", () => {
    throw invalidEndpoint();
  });
  const desk = createZendeskDesk(world, createControls(world, dispatcher));
  const hostScript = new URL("../pages/zaf-host.js", import.meta.url);
  app.route("/agent", createAgentPages(desk, { "zaf-host.js": hostScript }));
  for (const path of ["/api/support/*", "/api/apps"]) app.use(path, authenticate(world));
  app.route("/api/apps", createNewAppRoutes(world));
  app.route("/api/support/apps/installations", createAppInstallationRoutes(world));
  app.route("/api/v2", api);
  return app;
}

/** Ticketing paths answer with and without `.json`; webhook paths know no suffix. */
function canonicalPath(path: string): string {
  return path.startsWith("/api/v2/webhooks") ? path : path.replace(/\.json$/, "");
}
