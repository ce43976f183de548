import { describe, expect, test } from "vitest";
import type { WebhookOptions } from "../../../src/sandbox/zendesk/options.ts";
import { type Answer, startReceiver } from "../start-receiver.ts";
import { createWebhook } from "./create-webhook.ts";
import { newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function deliverOnce(answer: (index: number) => Answer, webhooks: Partial<WebhookOptions> = {}) {
  let nowMs = Date.parse("2026-11-02T09:00:00Z");
  const { sandbox, api } = await openSandbox({
    now: () => {
      nowMs += 1_000;
      return nowMs;
    },
    webhooks: { retryDelayMs: 1, retryAfterSecondMs: 1, timeoutMs: 5_000, ...webhooks },
  });
  const receiver = await startReceiver(answer);
  await createWebhook(api, receiver.url);
  newCustomerTicket(sandbox);
  await sandbox.idle();
  return { sandbox, receiver, deliveries: sandbox.deliveries() };
}

describe("an attempt that is answered", () => {
  test.each<[string, Answer, number]>([
    ["200", { status: 200 }, 1],
    ["202", { status: 202 }, 1],
    ["400", { status: 400 }, 1],
    ["401", { status: 401 }, 1],
    ["404", { status: 404 }, 1],
    ["500", { status: 500 }, 1],
    ["502", { status: 502 }, 1],
    ["500 with Retry-After", { status: 500, headers: { "Retry-After": "1" } }, 1],
    ["409", { status: 409 }, 4],
    ["429 without Retry-After", { status: 429 }, 1],
    ["503 without Retry-After", { status: 503 }, 1],
    ["503 with Retry-After 60", { status: 503, headers: { "Retry-After": "60" } }, 1],
    ["503 with Retry-After 59", { status: 503, headers: { "Retry-After": "59" } }, 6],
    ["429 with Retry-After 1", { status: 429, headers: { "Retry-After": "1" } }, 6],
  ])("with %s is made so often in all", async (_what, answer, attempts) => {
    const { receiver } = await deliverOnce(() => answer);
    expect(receiver.received).toHaveLength(attempts);
  });
});

test("a timed out attempt is repeated up to five times and logged as 504", async () => {
  const { deliveries } = await deliverOnce(() => "never", { timeoutMs: 40 });
  expect(deliveries.map((delivery) => delivery.responseCode)).toEqual([504, 504, 504, 504, 504, 504]);
  expect(deliveries.every((delivery) => delivery.status === "timeout")).toBe(true);
});

test("a refused connection is not retried", async () => {
  const { sandbox, api } = await openSandbox({ webhooks: { retryDelayMs: 1 } });
  await createWebhook(api, "http://127.0.0.1:1/hooks");
  newCustomerTicket(sandbox);
  await sandbox.idle();
  expect(sandbox.deliveries()).toMatchObject([{ status: "failed", responseCode: null, attempt: 1 }]);
});

test("a retry keeps invocation id and body and is signed anew", async () => {
  const { receiver } = await deliverOnce((index) => ({ status: index === 0 ? 409 : 200 }));
  const [first, second] = receiver.received;
  expect(receiver.received).toHaveLength(2);
  expect(second?.headers["x-zendesk-webhook-invocation-id"]).toBe(
    first?.headers["x-zendesk-webhook-invocation-id"],
  );
  expect(second?.rawBody).toEqual(first?.rawBody);
  const stamps = [first, second].map((call) =>
    String(call?.headers["x-zendesk-webhook-signature-timestamp"]),
  );
  expect(stamps[1] && stamps[0] && stamps[1] > stamps[0]).toBe(true);
  expect(second?.headers["x-zendesk-webhook-signature"]).not.toBe(
    first?.headers["x-zendesk-webhook-signature"],
  );
});

test("the circuit breaker pauses a failing webhook after a hundred calls", async () => {
  const nowMs = 1_800_000_000_000;
  const { sandbox, api } = await openSandbox({ now: () => nowMs, webhooks: { circuitBreaker: true } });
  const receiver = await startReceiver(() => ({ status: 500 }));
  await createWebhook(api, receiver.url);
  for (let number = 1; number <= 100; number++) newCustomerTicket(sandbox, number);
  await sandbox.idle();
  newCustomerTicket(sandbox, 101);
  await sandbox.idle();
  expect(receiver.received).toHaveLength(100);
  expect(sandbox.deliveries().at(-1)).toMatchObject({ status: "circuit broken", responseCode: null });
});

test("stop ends promptly and drops what was still to be delivered", async () => {
  const { sandbox, api } = await openSandbox({ faults: { deliveryDelayMs: [600_000, 600_000] } });
  const receiver = await startReceiver();
  await createWebhook(api, receiver.url);
  newCustomerTicket(sandbox);
  await sandbox.stop();
  await sandbox.idle();
  expect(receiver.received).toHaveLength(0);
});
