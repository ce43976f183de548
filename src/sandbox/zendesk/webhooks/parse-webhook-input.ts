import * as z from "zod";
import { jsonApiError } from "../http/api-error.ts";
import type { Webhook } from "../types.ts";
import type { World } from "../world.ts";

const conditionalEvents = "conditional_ticket_events";

const authentication = z.object({
  type: z.enum(["basic_auth", "bearer_token", "api_key"]),
  data: z.record(z.string(), z.string()),
  add_position: z.literal("header"),
});

const webhookInput = z.object({
  name: z.string().min(1),
  status: z.enum(["active", "inactive"]),
  endpoint: z.url({ protocol: /^https?$/ }),
  http_method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  request_format: z.enum(["json", "xml", "form_encoded"]),
  subscriptions: z.array(z.string()).default([conditionalEvents]),
  description: z.string().nullish(),
  authentication: authentication.optional(),
  custom_headers: z.record(z.string(), z.string()).optional(),
});

export type WebhookInput = z.infer<typeof webhookInput>;

const eventFamily =
  /^zen:event-type:(ticket|user|organization|article|community_post|agent|messaging_ticket|omnichannel_config)\.[a-z_]+$/;

export function parseWebhookInput(
  { options }: Pick<World, "options">,
  raw: Record<string, unknown>,
): WebhookInput {
  const result = webhookInput.safeParse(raw);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw invalid(`${issue?.path.join(".") ?? "webhook"}: ${issue?.message ?? "is invalid"}`);
  }
  const input = result.data;
  const isConditional = input.subscriptions.includes(conditionalEvents);
  if (isConditional && input.subscriptions.length > 1) {
    throw invalid("subscriptions: conditional ticket events exclude event subscriptions");
  }
  const unknown = input.subscriptions.find((type) => type !== conditionalEvents && !eventFamily.test(type));
  if (unknown !== undefined) throw invalid(`subscriptions: ${unknown} is not an event type`);
  const hasAgentEvents = input.subscriptions.some((type) => type.startsWith("zen:event-type:agent."));
  if (hasAgentEvents && options.variants.agentEvents === "refused") {
    throw invalid("subscriptions: the account has no agent availability events");
  }
  if (!isConditional && (input.http_method !== "POST" || input.request_format !== "json")) {
    throw invalid("event subscriptions need POST and json");
  }
  if (input.custom_headers && !input.endpoint.startsWith("https:")) {
    throw invalid("custom_headers: the endpoint must use https");
  }
  return input;
}

/** A webhook cannot become one of the other kind. */
export function checkSameKind(before: Webhook, after: WebhookInput): void {
  if (isConditionalKind(before.subscriptions) !== isConditionalKind(after.subscriptions)) {
    throw invalid("subscriptions: the kind of a webhook cannot be changed");
  }
}

function isConditionalKind(subscriptions: readonly string[]): boolean {
  return subscriptions.includes(conditionalEvents);
}

function invalid(detail: string) {
  return jsonApiError(400, "InvalidWebhook", detail);
}
