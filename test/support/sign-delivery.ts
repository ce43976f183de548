import { createHmac, randomUUID } from "node:crypto";
import { ulid } from "ulid";

export interface DeliveryInput {
  ticketId?: string;
  type?: string;
  actorId?: string;
  eventId?: string;
  invocationId?: string;
  detail?: Record<string, unknown>;
}

/** A ticket event as Zendesk writes it: string ids, capitals, no custom fields. */
export function eventBody(input: DeliveryInput = {}): string {
  const at = new Date().toISOString();
  return `${JSON.stringify(
    {
      account_id: 18_000_001,
      detail: {
        actor_id: input.actorId ?? "42",
        assignee_id: null,
        created_at: at,
        group_id: null,
        id: input.ticketId ?? "1001",
        priority: null,
        status: "NEW",
        subject: "Where is my order?",
        tags: null,
        updated_at: at,
        via: { channel: "mail" },
        ...input.detail,
      },
      event: {},
      id: input.eventId ?? randomUUID(),
      subject: `zen:ticket:${input.ticketId ?? "1001"}`,
      time: at,
      type: `zen:event-type:ticket.${input.type ?? "created"}`,
      zendesk_event_version: "2022-11-06",
    },
    null,
    3,
  )}\n`;
}

/** Headers with a true signature over exactly these bytes. */
export function signedHeaders(input: {
  secret: string;
  body: string | Uint8Array;
  timestamp?: string;
  invocationId?: string;
}): Record<string, string> {
  const timestamp = input.timestamp ?? new Date().toISOString();
  return {
    "content-type": "application/json; charset=utf-8",
    "x-zendesk-webhook-id": ulid(),
    "x-zendesk-webhook-invocation-id": input.invocationId ?? ulid(),
    "x-zendesk-webhook-signature": createHmac("sha256", input.secret)
      .update(timestamp)
      .update(input.body)
      .digest("base64"),
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
}
