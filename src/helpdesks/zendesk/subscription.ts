import { parseReply, type Request } from "../request.ts";
import { SecretReply, WebhookReply } from "./api-types.ts";
import { expectOk } from "./refusal.ts";
import { subscriptions } from "./webhook.ts";

/** One webhook for the ticket events that we need, with the secret that Zendesk signs them with. */
export async function createZendeskSubscription(
  request: Request,
  { name, url }: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  const webhook = {
    name,
    status: "active",
    endpoint: url,
    http_method: "POST",
    request_format: "json",
    subscriptions,
  };
  const created = expectOk(await request({ method: "POST", path: "/api/v2/webhooks", body: { webhook } }));
  const webhookId = parseReply(WebhookReply, created.json).webhook.id;
  const path = `/api/v2/webhooks/${encodeURIComponent(webhookId)}`;
  try {
    const reply = await request({ method: "GET", path: `${path}/signing_secret` });
    const { signing_secret } = parseReply(SecretReply, expectOk(reply).json);
    return { id: webhookId, secret: signing_secret.secret };
  } catch (error) {
    // Nobody knows its secret, so each of its deliveries would be refused for ever.
    await request({ method: "DELETE", path }).catch(() => undefined);
    throw error;
  }
}

export async function removeZendeskSubscription(request: Request, subscriptionId: string): Promise<void> {
  const path = `/api/v2/webhooks/${encodeURIComponent(subscriptionId)}`;
  const reply = await request({ method: "DELETE", path });
  if (reply.status !== 404) expectOk(reply);
}
