import { formatStamp } from "../../clock.ts";
import type { Webhook } from "../types.ts";
import { signDelivery } from "./sign-delivery.ts";

type DeliveryRequest = {
  accountId: number;
  webhook: Pick<Webhook, "id" | "signingSecret" | "authentication" | "custom_headers">;
  invocationId: string;
  body: Buffer;
  nowMs: number;
};

/** Headers of one attempt; the signature timestamp is that of the attempt, not of the event. */
export function deliveryHeaders(request: DeliveryRequest): Record<string, string> {
  const { webhook } = request;
  const timestamp = formatStamp(request.nowMs);
  return {
    ...webhook.custom_headers,
    ...authenticationHeaders(webhook.authentication),
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Zendesk Webhook",
    "X-Zendesk-Account-Id": String(request.accountId),
    "X-Zendesk-Webhook-Id": webhook.id,
    "X-Zendesk-Webhook-Invocation-Id": request.invocationId,
    "X-Zendesk-Webhook-Signature": signDelivery({
      secret: webhook.signingSecret,
      timestamp,
      body: request.body,
    }),
    "X-Zendesk-Webhook-Signature-Timestamp": timestamp,
  };
}

function authenticationHeaders(authentication: Webhook["authentication"]): Record<string, string> {
  if (!authentication) return {};
  const { data } = authentication;
  switch (authentication.type) {
    case "bearer_token":
      return { Authorization: `Bearer ${data.token ?? ""}` };
    case "basic_auth":
      return {
        Authorization: `Basic ${Buffer.from(`${data.username ?? ""}:${data.password ?? ""}`).toString("base64")}`,
      };
    case "api_key":
      return { [data.name ?? "X-Api-Key"]: data.value ?? "" };
  }
}
