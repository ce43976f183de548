import type { HeaderList } from "../../webhooks/create-sender.ts";
import type { Delivery } from "../types.ts";

export type Attempt = {
  statusCode: number | null;
  status: string;
  requestHeaders: HeaderList;
  requestPayload: string;
  responseHeaders: HeaderList;
  responsePayload: string;
  completedAtMs: number;
};

type Invocation = {
  id: string;
  webhookId: string;
  status: string;
  statusCode: number | null;
  completedAtMs: number;
  attempts: Attempt[];
};

export type InvocationLog = {
  deliveries: Delivery[];
  invocations: Map<string, Invocation>;
};

const maxKept = 20_000;

export function createInvocationLog(): InvocationLog {
  return { deliveries: [], invocations: new Map() };
}

export function keepDelivery(log: InvocationLog, delivery: Delivery): void {
  log.deliveries.push(delivery);
  if (log.deliveries.length > maxKept * 2) log.deliveries.splice(0, maxKept);
}

export function openInvocation(log: InvocationLog, input: { id: string; webhookId: string; nowMs: number }) {
  const known = log.invocations.get(input.id);
  if (known) return known;
  const invocation: Invocation = {
    id: input.id,
    webhookId: input.webhookId,
    status: "accepted",
    statusCode: null,
    completedAtMs: input.nowMs,
    attempts: [],
  };
  log.invocations.set(input.id, invocation);
  if (log.invocations.size > maxKept) {
    const oldest = log.invocations.keys().next().value;
    if (oldest !== undefined) log.invocations.delete(oldest);
  }
  return invocation;
}
