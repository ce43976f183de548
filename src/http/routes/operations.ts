import { Hono } from "hono";
import * as z from "zod";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { listDeliveriesView } from "../../services/deliveries/list-deliveries.ts";
import { showHealth } from "../../services/health/show-health.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { applyRebalance } from "../../services/rebalance/apply-rebalance.ts";
import { previewRebalance } from "../../services/rebalance/preview-rebalance.ts";
import { RegisterSearch, searchRegister } from "../../services/register/search-register.ts";
import { syncRoster } from "../../services/roster/sync-roster.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import { ReplayInput, replayTickets } from "../../services/tickets/replay-tickets.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { queryOf } from "../middleware/valid-query.ts";

/** Whoever sends anything expects it to count. */
const Nothing = z.strictObject({});

/** What leads look at while tickets are routed: the register, what went wrong, and whether everything runs. */
export function operationRoutes({ context }: AppDeps, { allow }: Access) {
  const one = "/:installationId" as const;
  return new Hono<HttpEnv>()
    .get(`${one}/register`, allow("agent"), queryOf(RegisterSearch), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const search = c.req.valid("query");
      return c.json(await searchRegister(context, { installationId, search }));
    })
    .get(`${one}/deliveries`, allow("lead"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      return c.json(await listDeliveriesView(context, { installationId }));
    })
    .post(`${one}/replays`, allow("lead"), limitBody(16 * 1024), jsonBody(ReplayInput), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const replay = c.req.valid("json");
      const replayed = await replayTickets(context, { installationId, replay });
      const actor = actorOf(c.get("principal"));
      const detail = { tickets: replayed.queued.length };
      await recordAudit(context, { installationId, actor, act: "tickets replayed", detail });
      return c.json(replayed, 202);
    })
    .post(`${one}/rebalance`, allow("lead"), limitBody(1024), jsonBody(Nothing), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const actor = actorOf(c.get("principal"));
      return c.json(await previewRebalance(context, { installationId, actor }), 201);
    })
    .post(
      `${one}/rebalance/:previewId/apply`,
      allow("lead"),
      limitBody(1024),
      jsonBody(Nothing),
      async (c) => {
        const { installationId, previewId } = c.req.param();
        await getInstallation(context, installationId);
        const actor = actorOf(c.get("principal"));
        return c.json(await applyRebalance(context, { installationId, previewId, actor }), 202);
      },
    )
    .get(`${one}/health`, allow("lead"), async (c) => {
      return c.json(await showHealth(context, { installationId: c.req.param("installationId") }));
    })
    .post(`${one}/roster/sync`, allow("lead"), async (c) => {
      const installation = await getInstallation(context, c.req.param("installationId"));
      await syncRoster(context, installation);
      return c.json({ syncedAt: (await getInstallation(context, installation.id)).rosterSyncedAt });
    });
}
/** For the pages, whose calls are typed by the routes. */
export type OperationRoutes = ReturnType<typeof operationRoutes>;
