import { isOpen } from "./is-open.ts";
import type { Calendar } from "./queue-clock.ts";
import { type Snapshot, waitedMinutesOf } from "./snapshot.ts";
import type { FieldValue } from "./ticket.ts";
import { minutesBetween, readWallClock } from "./wall-clock.ts";

/** A field's value in a snapshot; null when the fact is not there. */
export function readField(name: string, snapshot: Snapshot, calendar: Calendar): FieldValue {
  const { ticket, signals } = snapshot;
  switch (name) {
    case "text":
      return `${ticket.subject}\n${ticket.body}`.trim();
    case "subject":
    case "body":
    case "channel":
    case "type":
    case "status":
    case "priority":
    case "tags":
      return ticket[name];
    case "brand":
      return ticket.brand ?? ticket.brandId;
    case "reopened":
      return ticket.reopened ?? null;
    case "previousAgent":
      return ticket.previousAgentId ?? null;
    case "ageMinutes":
      return minutesBetween(ticket.createdAt, snapshot.now) ?? null;
    case "waitedMinutes":
      return waitedMinutesOf(snapshot) ?? null;
    case "slaMinutesLeft":
      return ticket.slaDueAt ? (minutesBetween(snapshot.now, ticket.slaDueAt) ?? null) : null;
    case "requester.name":
      return ticket.requester.name;
    case "requester.email":
      return ticket.requester.email;
    case "requester.domain":
      return ticket.requester.email?.split("@").at(-1) ?? null;
    case "requester.locale":
      return ticket.requester.locale;
    case "requester.tags":
      return ticket.requester.tags;
    case "organization.name":
      return ticket.organization?.name ?? null;
    case "organization.tier":
      return ticket.organization?.tier ?? null;
    case "organization.tags":
      return ticket.organization?.tags ?? null;
    case "language":
    case "intent":
    case "suggestedGroup":
    case "suggestedPriority":
    case "handlingMinutes":
    case "complexity":
    case "sentiment":
    case "urgency":
    case "amount":
    case "vip":
    case "spam":
    case "autoReply":
      return signals?.[name]?.value ?? null;
    case "order.number":
      return signals?.orderNumber?.value ?? null;
    case "order.value":
      return signals?.orderValue?.value ?? null;
    case "tracking.number":
      return signals?.trackingNumber?.value ?? null;
    default:
      return readClock(name, snapshot.now, calendar) ?? readKeyed(name, snapshot);
  }
}

/** Weekday, hour and schedules; null where the clock or the schedule cannot be read. */
export function readClock(name: string, now: string, calendar: Calendar): FieldValue {
  const timezone = calendar.timezone ?? "UTC";
  if (name === "weekday") return readWallClock(now, timezone)?.weekday ?? null;
  if (name === "hour") return readWallClock(now, timezone)?.hour ?? null;
  if (!name.startsWith("schedule.")) return null;
  const schedule = calendar.schedules?.find(({ id }) => id === name.slice("schedule.".length));
  const open = schedule && isOpen(schedule, now, timezone);
  return open === undefined ? null : open ? "open" : "closed";
}

function readKeyed(name: string, { ticket }: Snapshot): FieldValue {
  if (name.startsWith("custom.")) return own(ticket.customFields, name.slice("custom.".length));
  if (name.startsWith("requester.field.")) {
    return own(ticket.requester.fields, name.slice("requester.field.".length));
  }
  if (name.startsWith("organization.field.")) {
    return own(ticket.organization?.fields, name.slice("organization.field.".length));
  }
  return null;
}

function own(fields: Record<string, FieldValue> | undefined, key: string): FieldValue {
  return fields && Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
}

/** Whether there is anything to compare: not null, not empty. */
export function isKnown(value: FieldValue): boolean {
  return value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
