import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { pathInAccount, refuseOtherAccounts } from "../../http/account-address.ts";
import { answerError } from "../../http/answer-error.ts";
import { ApiError } from "../../http/api-error.ts";
import { injectFaults } from "../../http/inject-faults.ts";
import { createAgentPages } from "../../pages/create-agent-pages.ts";
import type { SandboxControls } from "../create-controls.ts";
import { createAppCalls } from "../pages/app-routes.ts";
import { createFreshdeskDesk } from "../pages/freshdesk-desk.ts";
import { createAccountRoutes } from "../routes/account.ts";
import { createAutomationRoutes } from "../routes/automations.ts";
import { createCustomerRoutes } from "../routes/customers.ts";
import { createScheduleRoutes } from "../routes/schedules.ts";
import { createSearchRoutes } from "../routes/search.ts";
import { createTeamRoutes } from "../routes/team.ts";
import { createTicketRoutes } from "../routes/tickets.ts";
import type { World } from "../world.ts";
import { notFound, tooManyRequests } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";
import { createQuota } from "./create-quota.ts";
import type { Env } from "./env.ts";

const maxBodyBytes = 5_000_000;

export function createApp(world: World, controls: SandboxControls) {
  const app = new Hono<Env>({ getPath: pathInAccount });
  app.onError(answerError(world));
  app.notFound(() => {
    throw notFound(world);
  });
  app.use(refuseOtherAccounts(world, () => notFound(world)));
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new ApiError(413, "Request Entity Too Large");
      },
    }),
  );

  const api = new Hono<Env>();
  api.use(async (c, next) => {
    c.header("X-Request-Id", world.random.uuid(`request:${world.count("request")}`));
    await next();
  });
  api.use(createQuota(world));
  api.use(authenticate(world));
  api.use(injectFaults(world, tooManyRequests));
  api.route("/tickets", createTicketRoutes(world));
  api.route("/automations", createAutomationRoutes(world));
  api.route("/search", createSearchRoutes(world));
  api.route("/", createTeamRoutes(world));
  api.route("/", createCustomerRoutes(world));
  api.route("/", createScheduleRoutes(world));
  api.route("/", createAccountRoutes(world));
  api.all("*", () => {
    throw notFound(world);
  });
  app.route("/api/v2", api);
  app.route("/a/app", createAppCalls(world));
  const hostScript = new URL("../pages/app-host.js", import.meta.url);
  app.route("/a", createAgentPages(createFreshdeskDesk(world, controls), { "app-host.js": hostScript }));
  return app;
}
