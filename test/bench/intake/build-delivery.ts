import { secretHeader } from "../../../src/helpdesks/freshdesk/webhook.ts";
import { eventBody, signedHeaders } from "../../support/sign-delivery.ts";

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
      ...headers,
      "Content-Length": Buffer.byteLength(body),
    };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST /webhooks/${helpdesk}/bench HTTP/1.1\r\n${head.join("")}\r\n${body}`);
  };
}

type Build = (ticketId: string) => { headers: Record<string, string>; body: string };

function zendeskBuilder(secret: string): Build {
  return (ticketId) => {
    const body = eventBody({ ticketId, detail: { description: filler.repeat(20) } });
    return { body, headers: { "User-Agent": "Zendesk Webhook", ...signedHeaders({ secret, body }) } };
  };
}

/** As a rule with the simple layout sends it; our own rule's body has less than a hundred bytes. */
function freshdeskBuilder(secret: string): Build {
  return (ticketId) => ({
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "User-Agent": "Freshdesk",
      [secretHeader]: secret,
    },
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
