import { ulid } from "ulid";
import { notify } from "../../surroundings.ts";
import { createCourier } from "../../webhooks/create-courier.ts";
import { createSender, type Sender } from "../../webhooks/create-sender.ts";
import type { Delivery, Webhook } from "../types.ts";
import type { World } from "../world.ts";
import { createCircuitBreaker } from "./create-circuit-breaker.ts";
import type { RetryCounts } from "./decide-retry.ts";
import { decideRetry } from "./decide-retry.ts";
import { createInvocationLog, type InvocationLog, keepDelivery, openInvocation } from "./invocation-log.ts";
import type { WebhookEvent } from "./publish-ticket-events.ts";
import { runAttempt } from "./run-attempt.ts";

export type Dispatcher = {
  publish(event: WebhookEvent): void;
  log: InvocationLog;
  sender: Sender;
  /** Resolves when no delivery waits, runs or is to be retried. */
  idle(): Promise<void>;
  stop(): void;
};

type Job = {
  webhookId: string;
  invocationId: string;
  event: WebhookEvent;
  duplicate: boolean;
  attempt: number;
};

export function createDispatcher(world: World, sender: Sender = createSender()): Dispatcher {
  const { webhooks: options } = world.options;
  const log = createInvocationLog();
  const breaker = createCircuitBreaker(world.clock, options.circuitBreakerPauseMs);
  const courier = createCourier(world, options);

  const record = (job: Job, status: string, responseCode: number | null, lost = false) => {
    const delivery: Delivery = {
      webhookId: job.webhookId,
      invocationId: job.invocationId,
      eventId: job.event.id,
      eventType: job.event.type,
      ticketId: job.event.ticketId,
      attempt: job.attempt,
      status,
      responseCode,
      duplicate: job.duplicate,
      lost,
      atMs: world.clock(),
    };
    keepDelivery(log, delivery);
    notify(world, { kind: "delivery", ...delivery });
  };

  /** One attempt; in how many milliseconds the next one is due, if at all. */
  const perform = async (job: Job, counts: RetryCounts) => {
    const webhook = world.webhooks.get(job.webhookId);
    if (webhook?.status !== "active") return undefined;
    const invocation = openInvocation(log, {
      id: job.invocationId,
      webhookId: job.webhookId,
      nowMs: world.clock(),
    });
    if (options.circuitBreaker && breaker.isOpen(job.webhookId)) {
      invocation.status = "circuit broken";
      record(job, "circuit broken", null);
      return undefined;
    }
    const attempt = await runAttempt(world, sender, webhook, job);
    if (world.stopping.signal.aborted) return undefined;
    if (options.circuitBreaker) breaker.record(job.webhookId, attempt.status !== "success");
    invocation.attempts.push(attempt);
    invocation.statusCode = attempt.statusCode;
    invocation.completedAtMs = attempt.completedAtMs;
    record(job, attempt.status, attempt.statusCode);
    const retry = decideRetry(attempt.outcome, counts, options);
    if (!retry) invocation.status = attempt.status === "success" ? "success" : "terminated";
    return retry;
  };

  const invoke = (webhook: Webhook, event: WebhookEvent) => {
    const { random } = world;
    const purpose = `${event.key}:${webhook.serial}`;
    const newInvocationId = (suffix: string) =>
      ulid(world.clock(), random.stream(`ulid:${purpose}${suffix}`));
    const invocationId = newInvocationId("");
    const base = { webhookId: webhook.id, event, attempt: 1 };
    courier.ship({
      lane: webhook.id,
      purpose,
      lost: () => record({ ...base, invocationId, duplicate: false }, "lost", null, true),
      begin: (duplicate) => {
        const isSecondInvocation = duplicate && random.chance(0.5, `second:${purpose}`);
        const id = isSecondInvocation ? newInvocationId(":second") : invocationId;
        const job = { ...base, invocationId: id, duplicate };
        let counts: RetryCounts = { timeouts: 0, conflicts: 0, retryAfters: 0 };
        return async () => {
          const retry = await perform({ ...job }, counts);
          job.attempt += 1;
          counts = retry?.counts ?? counts;
          return retry?.delayMs;
        };
      },
    });
  };

  return {
    log,
    sender,
    publish: (event) => {
      for (const webhook of world.webhooks.values()) {
        if (webhook.status === "active" && webhook.subscriptions.includes(event.type)) invoke(webhook, event);
      }
    },
    idle: courier.idle,
    stop: () => {
      courier.stop();
      sender.close();
    },
  };
}
