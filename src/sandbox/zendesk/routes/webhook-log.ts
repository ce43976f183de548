import { Hono } from "hono";
import { formatStamp } from "../../clock.ts";
import { jsonApiError } from "../http/api-error.ts";
import { type Env, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { Dispatcher } from "../webhooks/create-dispatcher.ts";
import { requireWebhook } from "../webhooks/require-webhook.ts";
import type { World } from "../world.ts";

const keptMs = 7 * 86_400_000;

export function createWebhookLogRoutes(world: World, dispatcher: Dispatcher) {
  const routes = new Hono<Env>();
  const { log } = dispatcher;

  routes.get("/:id/invocations", (c) => {
    requireAdmin(c);
    const webhook = requireWebhook(world, c.req.param("id"));
    const status = c.req.query("filter[status]");
    const fromMs = Date.parse(c.req.query("filter[from_ts]") ?? "") || world.clock() - keptMs;
    const invocations = [...log.invocations.values()].filter(
      (invocation) =>
        invocation.webhookId === webhook.id &&
        invocation.completedAtMs >= fromMs &&
        (status === undefined || invocation.status === status),
    );
    const page = paginate(c, world, invocations, {
      idOf: (invocation) => invocation.id,
      sortValueOf: (invocation) => invocation.completedAtMs,
      descending: c.req.query("sort") !== "latest_completed_at",
      isCursorOnly: true,
    });
    return c.json({
      ...page.paging,
      invocations: page.items.map((invocation) => ({
        id: invocation.id,
        ...(invocation.statusCode === null ? {} : { status_code: invocation.statusCode }),
        status: invocation.status,
        latest_completed_at: formatStamp(invocation.completedAtMs),
      })),
    });
  });

  routes.get("/:id/invocations/:invocationId/attempts", (c) => {
    requireAdmin(c);
    const webhook = requireWebhook(world, c.req.param("id"));
    const invocation = log.invocations.get(c.req.param("invocationId"));
    if (invocation?.webhookId !== webhook.id) {
      throw jsonApiError(404, "InvocationNotFound", "There is no invocation with this id");
    }
    return c.json({
      attempts: invocation.attempts.map((attempt) => ({
        id: webhook.id,
        invocation_id: invocation.id,
        status_code: attempt.statusCode,
        status: attempt.status,
        request: { headers: attempt.requestHeaders, payload: attempt.requestPayload },
        response: { headers: attempt.responseHeaders, payload: attempt.responsePayload },
        completed_at: formatStamp(attempt.completedAtMs),
      })),
    });
  });

  return routes;
}
