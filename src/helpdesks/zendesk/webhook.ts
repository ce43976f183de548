import type { HeaderReader, TicketEvent, Verification } from "../../ports/helpdesk-delivery.ts";
import type { HmacSha256 } from "../../ports/platform.ts";
import { parseJsonBody } from "../parse-json-body.ts";
import { isSameSignature } from "../signature.ts";
import { EventAssignment, EventEnvelope, EventTicket, EventUser } from "./api-types.ts";
import { mapFacts } from "./mapper.ts";
import { kindOf, shortName } from "./subscription-sets.ts";

/** Each attempt is stamped anew, so a retry is never old. Zendesk names no window of its own. */
const replayWindowMs = 5 * 60_000;

/** base64( HMAC-SHA256( secret, timestamp header + raw body ) ), without a separator. */
export async function verifyZendeskDelivery(input: {
  hmacSha256: HmacSha256;
  headers: HeaderReader;
  body: Uint8Array<ArrayBuffer>;
  secret: string;
  nowMs: number;
}): Promise<Verification> {
  const signature = input.headers.get("x-zendesk-webhook-signature");
  const timestamp = input.headers.get("x-zendesk-webhook-signature-timestamp");
  if (!signature || !timestamp) return { outcome: "signature invalid" };
  const expected = await input.hmacSha256(input.secret, [timestamp, input.body]);
  if (!isSameSignature(signature, expected)) return { outcome: "signature invalid" };
  const ageMs = input.nowMs - Date.parse(timestamp);
  if (!(Math.abs(ageMs) <= replayWindowMs)) return { outcome: "signature stale" };
  // The same on every retry. Without it the signature serves, which is as good until the next attempt.
  const invocationId = input.headers.get("x-zendesk-webhook-invocation-id");
  return { outcome: "valid", deliveryKey: (invocationId || signature).slice(0, 200) };
}

/**
 * An event about a ticket only points to it: routing reads it afresh. Its facts keep the mirror of loads current. One about
 * people says that the roster is to be read: who comes or goes is told by several at once, and in any order.
 */
export function parseZendeskDelivery(body: Uint8Array): TicketEvent | undefined {
  const envelope = EventEnvelope.safeParse(parseJsonBody(body));
  if (!envelope.success) return undefined;
  const { id: eventKey, type, detail, event } = envelope.data;
  const eventType = shortName(type);
  const kind = kindOf(type);
  if (kind === "roster" && !isAboutCustomer(type, detail)) {
    return { kind: "hint", at: "roster", ticketId: null, eventKey, eventType, actorId: null };
  }
  if (kind !== "ticket") return { kind: "other", eventKey, eventType };
  const ticket = EventTicket.safeParse(detail);
  if (!ticket.success) return undefined;
  const told = {
    eventKey,
    eventType,
    actorId: ticket.data.actor_id,
    facts: { ticketId: ticket.data.id, ...mapFacts(ticket.data) },
  };
  if (eventType === "created") return { kind: "created", ...told };
  const takenFrom = eventType === "agent_assignment_changed" ? takenFromIn(event) : undefined;
  return { kind: "changed", ...told, ...(takenFrom && { takenFrom }) };
}

function takenFromIn(event: unknown): string | undefined {
  const assignment = EventAssignment.safeParse(event);
  if (!assignment.success || assignment.data.current !== null) return undefined;
  return assignment.data.previous ?? undefined;
}

/** Customers are users as well. Whose role has changed may have been an agent until then. */
function isAboutCustomer(type: string, detail: unknown): boolean {
  const user = EventUser.safeParse(detail);
  return user.success && user.data.role === "end-user" && !type.endsWith("role_changed");
}
