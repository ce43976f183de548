import { notify } from "../surroundings.ts";
import { createCourier } from "../webhooks/create-courier.ts";
import { type AttemptOutcome, createSender, type Sender } from "../webhooks/create-sender.ts";
import type { AppPlatform } from "./app/create-app-platform.ts";
import type { AppEvent } from "./app/publish-app-event.ts";
import type { WebhookCall } from "./rules/run-rules.ts";
import type { Delivery } from "./types.ts";
import type { World } from "./world.ts";

export type Dispatcher = {
  callWebhook(call: WebhookCall): void;
  callApp(event: AppEvent): void;
  deliveries: Delivery[];
  idle(): Promise<void>;
  stop(): void;
};

const hourMs = 3_600_000;
/** What is later than this is dropped, and the admins get a mail. */
const latestMs = 24 * hourMs;
const maxKept = 20_000;

/** Sends what automations and the app send; neither signs anything or gives it an id. */
export function createDispatcher(world: World, sender: Sender = createSender()): Dispatcher {
  const { webhooks: options } = world.options;
  const courier = createCourier(world, options);
  const deliveries: Delivery[] = [];
  let hour = { startedAtMs: 0, calls: 0 };

  const record = (delivery: Omit<Delivery, "atMs">) => {
    const kept = { ...delivery, atMs: world.clock() };
    deliveries.push(kept);
    if (deliveries.length > maxKept * 2) deliveries.splice(0, maxKept);
    notify(world, { kind: "delivery", ...kept });
  };

  /** Zero when the account may call now, else how long the call has to wait for the next hour. */
  const takeTurn = (): number => {
    const nowMs = world.clock();
    if (nowMs >= hour.startedAtMs + hourMs) hour = { startedAtMs: nowMs, calls: 0 };
    if (hour.calls >= options.callsPerHour) return hour.startedAtMs + hourMs - nowMs;
    hour.calls += 1;
    return 0;
  };

  return {
    deliveries,
    callWebhook: ({ rule, action, ticketId, event, key, body }) => {
      const base = { source: String(rule.id), event, ticketId };
      courier.ship({
        lane: base.source,
        purpose: key,
        lost: () => record({ ...base, attempt: 1, responseCode: null, duplicate: false, lost: true }),
        begin: (duplicate) => {
          const dueMs = world.clock();
          let attempt = 0;
          return async () => {
            if (world.clock() - dueMs > latestMs) return undefined;
            const waitMs = takeTurn();
            if (waitMs > 0) return waitMs;
            attempt += 1;
            const { outcome } = await sender.send({
              url: action.url,
              method: action.request_type,
              headers: {
                ...headersOf(action),
                "User-Agent": "Freshdesk",
                "Content-Type": "application/json",
              },
              body,
              timeoutMs: options.timeoutMs,
            });
            record({ ...base, attempt, responseCode: codeOf(outcome), duplicate, lost: false });
            return isFailure(world, outcome) ? options.retryDelaysMs[attempt - 1] : undefined;
          };
        },
      });
    },
    // The app's own code: one call, and no second attempt, for nobody promises one.
    callApp: ({ name, ticketId, key, body }) => {
      const { app } = world;
      if (!app) return;
      const base = { source: "app", event: name, ticketId, attempt: 1 };
      courier.ship({
        lane: "app",
        purpose: key,
        lost: () => record({ ...base, responseCode: null, duplicate: false, lost: true }),
        begin: (duplicate) => async () => {
          if (app.kind === "pack") {
            const isTold = await tell(app.platform, name, body);
            record({ ...base, responseCode: isTold ? 200 : null, duplicate, lost: false });
            return undefined;
          }
          const { outcome } = await sender.send({
            url: app.url,
            method: "POST",
            headers: { ...app.headers, "Content-Type": "application/json" },
            body,
            timeoutMs: options.timeoutMs,
          });
          record({ ...base, responseCode: codeOf(outcome), duplicate, lost: false });
          return undefined;
        },
      });
    },
    idle: courier.idle,
    stop: () => {
      courier.stop();
      sender.close();
    },
  };
}

/** Whether the app's code ran through; nobody hears of it when it did not. */
function tell(platform: Pick<AppPlatform, "tell">, name: string, body: Buffer): Promise<boolean> {
  return platform.tell(name, JSON.parse(body.toString()) as Record<string, unknown>).then(
    () => true,
    () => false,
  );
}

function headersOf(action: WebhookCall["action"]): Record<string, string> {
  const { auth_header, custom_headers } = action;
  if (!auth_header) return { ...custom_headers };
  const basic = Buffer.from(`${auth_header.username}:${auth_header.password}`).toString("base64");
  return { ...custom_headers, Authorization: `Basic ${basic}` };
}

function codeOf(outcome: AttemptOutcome): number | null {
  return outcome.kind === "response" ? outcome.statusCode : null;
}

function isFailure(world: World, outcome: AttemptOutcome): boolean {
  if (outcome.kind !== "response") return true;
  if (world.options.variants.webhookFailure === "5xx") return outcome.statusCode >= 500;
  return outcome.statusCode < 200 || outcome.statusCode >= 300;
}
