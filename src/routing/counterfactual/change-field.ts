import type { Snapshot } from "../snapshot.ts";
import type { FieldValue, Organization, Ticket, TicketPriority } from "../ticket.ts";
import { epochOf, minuteMs, toIso } from "../wall-clock.ts";

/**
 * The same snapshot with one fact changed; null takes the fact away. Undefined where a fact cannot be changed alone
 * (the clock, the status) or cannot have that value.
 */
export function changeField(snapshot: Snapshot, field: string, value: FieldValue): Snapshot | undefined {
  const inTicket = (changes: Partial<Ticket>): Snapshot => ({
    ...snapshot,
    ticket: { ...snapshot.ticket, ...changes },
  });
  const { ticket } = snapshot;
  const text = value === null ? null : String(value);
  const list = value === null ? [] : Array.isArray(value) ? value : [String(value)];
  switch (field) {
    case "subject":
    case "body":
    case "channel":
      return inTicket({ [field]: text ?? "" });
    case "text":
      return inTicket(value === null ? { subject: "", body: "" } : { subject: "", body: text ?? "" });
    case "type":
    case "brand":
      return inTicket(field === "brand" ? { brand: text, brandId: null } : { type: text });
    case "priority":
      return inTicket({ priority: text as TicketPriority | null });
    case "tags":
      return inTicket({ tags: list });
    case "slaMinutesLeft":
      return inTicket({
        slaDueAt: value === null ? null : toIso(epochOf(snapshot.now) + Number(value) * minuteMs),
      });
    case "reopened":
      return inTicket({ reopened: value === true || text === "true" });
    case "requester.name":
    case "requester.email":
    case "requester.locale":
      return inTicket({ requester: { ...ticket.requester, [field.slice("requester.".length)]: text } });
    case "requester.domain":
      return inTicket({
        requester: { ...ticket.requester, email: text === null ? null : `someone@${text}` },
      });
    case "requester.tags":
      return inTicket({ requester: { ...ticket.requester, tags: list } });
    case "organization.name":
    case "organization.tier":
      return inTicket({
        organization: { ...organizationOf(ticket), [field.slice("organization.".length)]: text },
      });
    case "organization.tags":
      return inTicket({ organization: { ...organizationOf(ticket), tags: list } });
    default:
      return changeSignal(snapshot, field, value) ?? changeKeyed(ticket, field, value, inTicket);
  }
}

const signalOf: Record<string, keyof NonNullable<Snapshot["signals"]>> = {
  language: "language",
  intent: "intent",
  suggestedGroup: "suggestedGroup",
  suggestedPriority: "suggestedPriority",
  handlingMinutes: "handlingMinutes",
  complexity: "complexity",
  sentiment: "sentiment",
  urgency: "urgency",
  "order.number": "orderNumber",
  "order.value": "orderValue",
  "tracking.number": "trackingNumber",
  amount: "amount",
  vip: "vip",
  spam: "spam",
  autoReply: "autoReply",
};

function changeSignal(snapshot: Snapshot, field: string, value: FieldValue): Snapshot | undefined {
  if (field === "waitedMinutes") {
    const { waitedMinutes: _waited, heldSince: _since, ...rest } = snapshot;
    return value === null ? rest : { ...rest, waitedMinutes: Number(value) };
  }
  const name = signalOf[field];
  if (!name) return undefined;
  const { [name]: _before, ...others } = snapshot.signals ?? {};
  return { ...snapshot, signals: value === null ? others : { ...others, [name]: { value } } };
}

function changeKeyed(
  ticket: Ticket,
  field: string,
  value: FieldValue,
  inTicket: (changes: Partial<Ticket>) => Snapshot,
): Snapshot | undefined {
  if (field.startsWith("custom.")) {
    return inTicket({ customFields: { ...ticket.customFields, [field.slice("custom.".length)]: value } });
  }
  if (field.startsWith("requester.field.")) {
    const fields = { ...ticket.requester.fields, [field.slice("requester.field.".length)]: value };
    return inTicket({ requester: { ...ticket.requester, fields } });
  }
  if (field.startsWith("organization.field.")) {
    const organization = organizationOf(ticket);
    const fields = { ...organization.fields, [field.slice("organization.field.".length)]: value };
    return inTicket({ organization: { ...organization, fields } });
  }
  return undefined;
}

function organizationOf({ organization }: Ticket): Organization {
  return organization ?? { name: null, tier: null, tags: [], fields: {}, owner: null };
}
