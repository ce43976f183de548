import { formatNanoseconds, formatStamp } from "../../clock.ts";
import type { Webhook } from "../types.ts";
import type { World } from "../world.ts";

/** Secrets stay inside: of the authentication only names are shown. */
export function webhookJson(world: World, webhook: Webhook, isFresh: boolean): Record<string, unknown> {
  const { authentication } = webhook;
  const created = isFresh
    ? formatNanoseconds(webhook.createdAtMs, world.random.draw(`created:${webhook.id}`))
    : formatStamp(webhook.createdAtMs);
  return {
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    status: webhook.status,
    subscriptions: webhook.subscriptions,
    created_at: created,
    created_by: webhook.createdBy,
    endpoint: webhook.endpoint,
    http_method: webhook.http_method,
    request_format: webhook.request_format,
    ...(webhook.custom_headers ? { custom_headers: webhook.custom_headers } : {}),
    ...(authentication ? { authentication: withoutSecrets(authentication) } : {}),
  };
}

function withoutSecrets(authentication: NonNullable<Webhook["authentication"]>) {
  const { username, name } = authentication.data;
  const data = {
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
  };
  return { type: authentication.type, data, add_position: authentication.add_position };
}
