import { ulid } from "ulid";
import { isRecord } from "../../http/is-record.ts";
import { jsonApiError } from "../http/api-error.ts";
import { type ApiContext, readRecord } from "../http/env.ts";
import type { World } from "../world.ts";
import type { Dispatcher } from "./create-dispatcher.ts";
import { deliveryHeaders } from "./delivery-headers.ts";
import { formatEventBody } from "./format-event-body.ts";
import { testSigningSecret } from "./sign-delivery.ts";

/** "Test webhook": one call, no retry, signed with the published secret while the webhook does not exist yet. */
export async function testWebhook(world: World, dispatcher: Dispatcher, c: ApiContext): Promise<Response> {
  const request = await readRecord(c, "request");
  const existing = world.webhooks.get(c.req.query("webhook_id") ?? "");
  const endpoint = typeof request.endpoint === "string" ? request.endpoint : existing?.endpoint;
  if (endpoint === undefined || !URL.canParse(endpoint)) {
    throw jsonApiError(400, "InvalidEndpoint", "request.endpoint is not an address");
  }
  const nowMs = world.clock();
  const serial = world.count("webhook-test");
  const newId = (part: string) => ulid(nowMs, world.random.stream(`webhook-test:${part}:${serial}`));
  const body = Buffer.from(payloadText(request.payload), "utf8");
  const sent = await dispatcher.sender.send({
    url: endpoint,
    method: typeof request.http_method === "string" ? request.http_method : "POST",
    headers: deliveryHeaders({
      accountId: world.accountId,
      webhook: existing ?? { id: newId("id"), signingSecret: testSigningSecret },
      invocationId: newId("invocation"),
      body,
      nowMs,
    }),
    body,
    timeoutMs: world.options.webhooks.timeoutMs,
  });
  const statusCode = sent.outcome.kind === "response" ? sent.outcome.statusCode : 504;
  return c.json({ response: { status_code: statusCode, headers: sent.headers, payload: sent.payload } });
}

function payloadText(payload: unknown): string {
  if (typeof payload === "string") return payload;
  return isRecord(payload) ? formatEventBody(payload) : "{ }\n";
}
