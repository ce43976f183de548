import { jsonApiError } from "../http/api-error.ts";
import type { Webhook } from "../types.ts";
import type { World } from "../world.ts";

export function requireWebhook(world: World, id: string): Webhook {
  const webhook = world.webhooks.get(id);
  if (!webhook) throw jsonApiError(404, "WebhookNotFound", "There is no webhook with this id");
  return webhook;
}
