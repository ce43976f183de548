import { createHmac, createSecretKey, randomUUID } from "node:crypto";
import { ulid } from "ulid";
import { secretHeader } from "../../../src/helpdesks/freshdesk/webhook.ts";

export const benchedHelpdesks = ["zendesk", "freshdesk"] as const;
export type BenchedHelpdesk = (typeof benchedHelpdesks)[number];

const filler = "The parcel has not arrived and I would like to know where it is. ";

/** Makes requests of 2 KB, each of a new ticket, as this help desk would send them: raw HTTP, ready for a socket. */
export function createDeliveryBuilder(helpdesk: BenchedHelpdesk, secret: string): () => Buffer {
  const build = { zendesk: zendeskBuilder, freshdesk: freshdeskBuilder }[helpdesk](secret);
  return () => {
    const { headers, body } = build(String(1_000_000_000 + Math.floor(Math.random() * 1_000_000_000_000)));
    const lines = {
      Host: "127.0.0.1",
      "Content-Type": "application/json; charset=utf-8",
      ...headers,
      "Content-Length": Buffer.byteLength(body),
    };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST /webhooks/${helpdesk}/bench HTTP/1.1\r\n${head.join("")}\r\n${body}`);
  };
}

type Build = (ticketId: string) => { headers: Record<string, string>; body: string };

function zendeskBuilder(secret: string): Build {
  const key = createSecretKey(Buffer.from(secret));
  return (ticketId) => {
    const at = new Date().toISOString();
    const body = JSON.stringify({
      account_id: 18_000_001,
      detail: {
        actor_id: "42",
        assignee_id: null,
        created_at: at,
        description: filler.repeat(21),
        group_id: null,
        id: ticketId,
        priority: null,
        status: "NEW",
        subject: "Where is my order?",
        tags: null,
        updated_at: at,
        via: { channel: "mail" },
      },
      event: {},
      id: randomUUID(),
      subject: `zen:ticket:${ticketId}`,
      time: at,
      type: "zen:event-type:ticket.created",
      zendesk_event_version: "2022-11-06",
    });
    return {
      body,
      headers: {
        "User-Agent": "Zendesk Webhook",
        "X-Zendesk-Webhook-Invocation-Id": ulid(),
        "X-Zendesk-Webhook-Signature": createHmac("sha256", key).update(at).update(body).digest("base64"),
        "X-Zendesk-Webhook-Signature-Timestamp": at,
      },
    };
  };
}

/** As a rule with the simple layout sends it; our own rule's body has less than a hundred bytes. */
function freshdeskBuilder(secret: string): Build {
  return (ticketId) => ({
    headers: { "User-Agent": "Freshdesk", [secretHeader]: secret },
    body: JSON.stringify({
      freshdesk_webhook: {
        ticket_id: Number(ticketId),
        ticket_subject: "Where is my order?",
        ticket_description: `<div>${filler.repeat(27)}</div>`,
        ticket_status: "Open",
        ticket_priority: "Medium",
        triggered_event: "{ticket_action:created}",
      },
    }),
  });
}
