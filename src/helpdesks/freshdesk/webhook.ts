import type { HeaderReader, TicketEvent, Verification } from "../../ports/helpdesk-delivery.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import { parseJsonBody } from "../parse-json-body.ts";
import { isSameSignature } from "../signature.ts";
import { AppDelivery, EnvelopedRuleDelivery, RuleDelivery } from "./api-types.ts";
import { mapChanges } from "./mapper.ts";

export const secretHeader = "X-Signalbox-Secret";

/**
 * Freshdesk signs nothing and dates nothing. Who knows the address and the secret may tell us where to look, and an
 * old delivery that comes again finds its work done; so there is no replay window, and no need of one.
 */
export async function verifyFreshdeskDelivery(input: {
  hmacSha256: HmacSha256;
  headers: HeaderReader;
  body: Uint8Array<ArrayBuffer>;
  secret: string;
}): Promise<Verification> {
  const given = input.headers.get(secretHeader.toLowerCase());
  if (!given || !isSameSignature(given, input.secret)) return { outcome: "signature invalid" };
  // No id comes with a delivery. What we ask for is said once for each event, so the same bytes are the same delivery.
  return { outcome: "valid", deliveryKey: await input.hmacSha256(input.secret, [input.body]) };
}

/** Whether it came from our automation rule or from our app: it points somewhere, and the help desk is asked. */
export function parseFreshdeskDelivery(body: Uint8Array): TicketEvent | undefined {
  const json = parseJsonBody(body);
  const app = AppDelivery.safeParse(json);
  // "event" is in both kinds; only the app's names look like this.
  if (app.success && app.data.event.startsWith("on")) return parseAppEvent(app.data);
  const enveloped = EnvelopedRuleDelivery.safeParse(json);
  const rule = enveloped.success ? enveloped.data.freshdesk_webhook : RuleDelivery.safeParse(json).data;
  if (!rule) return undefined;
  const { ticket_id: ticketId, event, triggered_event } = rule;
  const what = event ?? triggered_event ?? "created";
  if (what.includes("created")) return newTicket(ticketId, null);
  const eventKey = `changed:${ticketId}:${printable(what)}`;
  return { kind: "hint", at: "ticket", ticketId, eventKey, eventType: "changed", actorId: null };
}

const rosterEvents = /^on(Agent|AgentStatus|AgentAvailability|Group)(Create|Update|Delete)$/;

function parseAppEvent({ event, timestamp, data }: AppDelivery): TicketEvent | undefined {
  const actorId = data?.actor?.id ?? null;
  const at = printable(String(timestamp ?? ""));
  if (rosterEvents.test(event)) {
    const eventKey = `${event}:${at}`;
    return { kind: "hint", at: "roster", ticketId: null, eventKey, eventType: event, actorId };
  }
  const ticketId = data?.ticket?.id;
  if (!/^onTicket(Create|Update|Delete)$/.test(event)) {
    return { kind: "other", eventKey: `${event}:${ticketId ?? ""}:${at}`, eventType: event };
  }
  if (ticketId === undefined) return undefined;
  if (event === "onTicketCreate") return newTicket(ticketId, actorId);
  const eventKey = `${event}:${ticketId}:${at}`;
  const changes = data?.ticket?.changes ? mapChanges(data.ticket.changes) : undefined;
  const hint = { kind: "hint", at: "ticket", ticketId, eventKey, eventType: event, actorId } as const;
  return changes ? { ...hint, changes } : hint;
}

/** For keys: PostgreSQL refuses NUL, and with it the whole row. */
function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "").slice(0, 100);
}

/** A ticket is created once, so rule and app may both tell of it. */
function newTicket(ticketId: string, actorId: string | null): TicketEvent {
  const eventKey = `created:${ticketId}`;
  return { kind: "hint", at: "new ticket", ticketId, eventKey, eventType: "created", actorId };
}
