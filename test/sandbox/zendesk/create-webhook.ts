import type { Api } from "./open-sandbox.ts";

export const ticketEvent = (name: string) => `zen:event-type:ticket.${name}`;

export function webhookInput(endpoint: string, events: string[] = ["created"]) {
  return {
    name: "Router",
    status: "active",
    endpoint,
    http_method: "POST",
    request_format: "json",
    subscriptions: events.map(ticketEvent),
  };
}

export async function createWebhook(api: Api, endpoint: string, events?: string[]): Promise<string> {
  const reply = await api("POST", "/api/v2/webhooks", { webhook: webhookInput(endpoint, events) });
  return reply.body.webhook.id;
}
