import type { AttemptOutcome, Sender } from "../../webhooks/create-sender.ts";
import type { Webhook } from "../types.ts";
import type { World } from "../world.ts";
import { deliveryHeaders } from "./delivery-headers.ts";
import type { Attempt } from "./invocation-log.ts";

const gatewayTimeout = 504;

/** Sends one attempt and tells how it went; never throws. */
export async function runAttempt(
  world: World,
  sender: Sender,
  webhook: Webhook,
  job: { invocationId: string; event: { body: Buffer } },
): Promise<Attempt & { outcome: AttemptOutcome }> {
  const { body } = job.event;
  const headers = deliveryHeaders({
    accountId: world.accountId,
    webhook,
    invocationId: job.invocationId,
    body,
    nowMs: world.clock(),
  });
  const sent = await sender.send({
    url: webhook.endpoint,
    method: webhook.http_method,
    headers,
    body,
    timeoutMs: world.options.webhooks.timeoutMs,
  });
  return {
    outcome: sent.outcome,
    status: statusWord(sent.outcome),
    statusCode: statusCodeOf(sent.outcome),
    requestHeaders: Object.entries(headers)
      .filter(([key]) => key !== "Authorization")
      .map(([key, value]) => ({ key, value })),
    requestPayload: body.toString("utf8"),
    responseHeaders: sent.headers,
    responsePayload: sent.payload,
    completedAtMs: world.clock(),
  };
}

function statusCodeOf(outcome: AttemptOutcome): number | null {
  if (outcome.kind === "response") return outcome.statusCode;
  return outcome.kind === "timeout" ? gatewayTimeout : null;
}

function statusWord(outcome: AttemptOutcome): string {
  if (outcome.kind !== "response") return outcome.kind === "timeout" ? "timeout" : "failed";
  if (outcome.statusCode < 300) return "success";
  return outcome.statusCode < 500 ? "client error" : "server error";
}
