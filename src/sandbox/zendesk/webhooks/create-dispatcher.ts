import { ulid } from "ulid";
import type { Delivery, Webhook } from "../types.ts";
import type { World } from "../world.ts";
import { notify } from "../world.ts";
import { createCircuitBreaker } from "./create-circuit-breaker.ts";
import { createInFlightLimiter } from "./create-in-flight-limiter.ts";
import { createSender, type Sender } from "./create-sender.ts";
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
  counts: RetryCounts;
};

export function createDispatcher(world: World, sender: Sender = createSender()): Dispatcher {
  const { webhooks: options } = world.options;
  const log = createInvocationLog();
  const breaker = createCircuitBreaker(world.clock, options.circuitBreakerPauseMs);
  const limiter = createInFlightLimiter(options.maxInFlight);
  const timers = new Set<NodeJS.Timeout>();
  let waiters: (() => void)[] = [];
  let pending = 0;
  let isStopped = false;

  const settle = () => {
    pending -= 1;
    if (pending > 0) return;
    for (const resolve of waiters) resolve();
    waiters = [];
  };

  const schedule = (job: Job, delayMs: number) => {
    if (delayMs <= 0) {
      limiter.run(job.webhookId, () => perform(job));
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      limiter.run(job.webhookId, () => perform(job));
    }, delayMs);
    timers.add(timer);
  };

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

  const perform = async (job: Job) => {
    const webhook = world.webhooks.get(job.webhookId);
    if (isStopped || webhook?.status !== "active") return settle();
    const invocation = openInvocation(log, {
      id: job.invocationId,
      webhookId: job.webhookId,
      nowMs: world.clock(),
    });
    if (options.circuitBreaker && breaker.isOpen(job.webhookId)) {
      invocation.status = "circuit broken";
      record(job, "circuit broken", null);
      return settle();
    }
    const attempt = await runAttempt(world, sender, webhook, job);
    if (isStopped) return settle();
    if (options.circuitBreaker) breaker.record(job.webhookId, attempt.status !== "success");
    invocation.attempts.push(attempt);
    invocation.statusCode = attempt.statusCode;
    invocation.completedAtMs = attempt.completedAtMs;
    record(job, attempt.status, attempt.statusCode);
    const retry = decideRetry(attempt.outcome, job.counts, options);
    if (retry) {
      schedule({ ...job, attempt: job.attempt + 1, counts: retry.counts }, retry.delayMs);
      return;
    }
    invocation.status = attempt.status === "success" ? "success" : "terminated";
    settle();
  };

  const start = (job: Job, purpose: string) => {
    const { faults, random } = world;
    pending += 1;
    const delayMs = random.between(faults.deliveryDelayMs, `delay:${purpose}`);
    const isHeldBack = random.chance(faults.reorderRate, `reorder:${purpose}`);
    const heldMs = isHeldBack ? random.between([0, faults.reorderWindowMs], `held:${purpose}`) : 0;
    schedule(job, delayMs + heldMs);
  };

  const invoke = (webhook: Webhook, event: WebhookEvent) => {
    const { faults, random } = world;
    const purpose = `${event.key}:${webhook.serial}`;
    const newInvocationId = (suffix: string) =>
      ulid(world.clock(), random.stream(`ulid:${purpose}${suffix}`));
    const job: Job = {
      webhookId: webhook.id,
      invocationId: newInvocationId(""),
      event,
      duplicate: false,
      attempt: 1,
      counts: { timeouts: 0, conflicts: 0, retryAfters: 0 },
    };
    if (random.chance(faults.lossRate, `loss:${purpose}`)) {
      record(job, "lost", null, true);
      return;
    }
    start(job, purpose);
    if (!random.chance(faults.duplicateRate, `duplicate:${purpose}`)) return;
    const isSecondInvocation = random.chance(0.5, `second:${purpose}`);
    const invocationId = isSecondInvocation ? newInvocationId(":second") : job.invocationId;
    start({ ...job, invocationId, duplicate: true }, `${purpose}:second`);
  };

  return {
    log,
    sender,
    publish: (event) => {
      if (isStopped) return;
      for (const webhook of world.webhooks.values()) {
        if (webhook.status === "active" && webhook.subscriptions.includes(event.type)) invoke(webhook, event);
      }
    },
    idle: () => (pending <= 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop: () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      limiter.clear();
      sender.close();
      pending = 0;
      for (const resolve of waiters) resolve();
      waiters = [];
    },
  };
}
