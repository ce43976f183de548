import { Hono } from "hono";
import { ulid } from "ulid";
import { type ApiContext, type Env, readRecord, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { Webhook } from "../types.ts";
import type { Dispatcher } from "../webhooks/create-dispatcher.ts";
import { checkSameKind, parseWebhookInput } from "../webhooks/parse-webhook-input.ts";
import { requireWebhook } from "../webhooks/require-webhook.ts";
import { testWebhook } from "../webhooks/test-webhook.ts";
import { webhookJson } from "../webhooks/webhook-json.ts";
import type { World } from "../world.ts";

export function createWebhookRoutes(world: World, dispatcher: Dispatcher) {
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    requireAdmin(c);
    await next();
  });

  routes.post("/test", (c) => testWebhook(world, dispatcher, c));

  routes.get("/", (c) => {
    const name = c.req.query("filter[name_contains]") ?? "";
    const status = c.req.query("filter[status]");
    const webhooks = [...world.webhooks.values()].filter(
      (webhook) => webhook.name.includes(name) && (status === undefined || webhook.status === status),
    );
    const page = paginate(c, world, webhooks, { idOf: (webhook) => webhook.id, isCursorOnly: true });
    const shown = page.items.map((webhook) => webhookJson(world, webhook, false));
    const { meta, links } = page.paging;
    if (!meta?.has_more || !links?.next) {
      return c.json({ webhooks: shown, meta: { has_more: false }, links: {} });
    }
    c.header("Link", `<${links.next}>; rel="next"`);
    return c.json({ webhooks: shown, meta, links });
  });

  routes.post("/", async (c) => {
    const source = c.req.query("clone_webhook_id");
    const input = source
      ? inputOf(world, requireWebhook(world, source))
      : parseWebhookInput(world, await readRecord(c, "webhook"));
    const serial = world.count("webhook");
    const nowMs = world.clock();
    const webhook: Webhook = {
      ...input,
      serial,
      id: ulid(nowMs, world.random.stream(`webhook:${serial}`)),
      description: input.description ?? null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      createdBy: String(c.get("caller").user.id),
      signingSecret: newSecret(world),
    };
    world.webhooks.set(webhook.id, webhook);
    return c.json({ webhook: webhookJson(world, webhook, true) }, 201);
  });

  routes.get("/:id", (c) => c.json({ webhook: webhookJson(world, find(world, c), false) }));

  const update = (isPartial: boolean) => async (c: ApiContext) => {
    const webhook = find(world, c);
    const raw = await readRecord(c, "webhook");
    const input = parseWebhookInput(world, isPartial ? { ...inputOf(world, webhook), ...raw } : raw);
    checkSameKind(webhook, input);
    world.webhooks.set(webhook.id, {
      ...webhook,
      authentication: undefined,
      custom_headers: undefined,
      ...input,
      description: input.description ?? null,
      updatedAtMs: world.clock(),
    });
    return c.body(null, 204);
  };
  routes.put("/:id", update(false));
  routes.patch("/:id", update(true));

  routes.delete("/:id", (c) => {
    world.webhooks.delete(find(world, c).id);
    return c.body(null, 204);
  });

  routes.get("/:id/signing_secret", (c) => c.json(secretJson(find(world, c))));
  routes.post("/:id/signing_secret", (c) => {
    const webhook = find(world, c);
    webhook.signingSecret = newSecret(world);
    return c.json(secretJson(webhook), 201);
  });

  return routes;
}

function find(world: World, c: ApiContext): Webhook {
  return requireWebhook(world, c.req.param("id") ?? "");
}

function inputOf(world: World, webhook: Webhook) {
  const { name, status, endpoint, http_method, request_format, subscriptions, description } = webhook;
  const { authentication, custom_headers } = webhook;
  return parseWebhookInput(world, {
    name,
    status,
    endpoint,
    http_method,
    request_format,
    subscriptions,
    description,
    authentication,
    custom_headers,
  });
}

function newSecret(world: World): string {
  const secret = world.random.base64(32, `signing-secret:${world.count("signing-secret")}`);
  world.secrets.push(secret);
  return secret;
}

function secretJson(webhook: Webhook) {
  return { signing_secret: { secret: webhook.signingSecret, algorithm: "SHA256" } };
}
