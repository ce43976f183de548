import { ticketPriorities, ticketStatuses } from "./ticket.ts";

/**
 * `text` is free text: searched, never kept in a receipt. `word` is one short value, `list` several,
 * `any` whatever the help desk's own field holds.
 */
export type FieldKind = "text" | "word" | "list" | "number" | "boolean" | "any";

export interface FieldFacts {
  kind: FieldKind;
  /** The only values the field can have, where they are few. */
  values?: readonly string[];
}

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
const scheduleStates = ["open", "closed"] as const;

const knownFields = {
  subject: { kind: "text" },
  body: { kind: "text" },
  /** Subject and body as one. */
  text: { kind: "text" },
  channel: { kind: "word" },
  type: { kind: "word" },
  status: { kind: "word", values: ticketStatuses },
  priority: { kind: "word", values: ticketPriorities },
  tags: { kind: "list" },
  brand: { kind: "word" },
  reopened: { kind: "boolean" },
  previousAgent: { kind: "word" },
  ageMinutes: { kind: "number" },
  waitedMinutes: { kind: "number" },
  /** Until the help desk's own promise runs out; below zero once it is broken. */
  slaMinutesLeft: { kind: "number" },
  "requester.name": { kind: "word" },
  "requester.email": { kind: "word" },
  "requester.domain": { kind: "word" },
  "requester.locale": { kind: "word" },
  "requester.tags": { kind: "list" },
  "organization.name": { kind: "word" },
  "organization.tier": { kind: "word" },
  "organization.tags": { kind: "list" },
  language: { kind: "word" },
  intent: { kind: "word" },
  suggestedGroup: { kind: "word" },
  suggestedPriority: { kind: "word", values: ticketPriorities },
  handlingMinutes: { kind: "number" },
  complexity: { kind: "number" },
  sentiment: { kind: "number" },
  urgency: { kind: "number" },
  "order.number": { kind: "word" },
  "order.value": { kind: "number" },
  "tracking.number": { kind: "word" },
  amount: { kind: "number" },
  vip: { kind: "boolean" },
  spam: { kind: "boolean" },
  autoReply: { kind: "boolean" },
  weekday: { kind: "word", values: weekdays },
  hour: { kind: "number" },
} satisfies Record<string, FieldFacts>;
export type KnownField = keyof typeof knownFields;
export const knownFieldNames = Object.keys(knownFields) as [KnownField, ...KnownField[]];

/** Fields with a key of the help desk's or of the policy's after the dot. */
export const keyedFields = {
  "custom.": { kind: "any" },
  "requester.field.": { kind: "any" },
  "organization.field.": { kind: "any" },
  /** Whether the policy's schedule of that id is open. */
  "schedule.": { kind: "word", values: scheduleStates },
} satisfies Record<string, FieldFacts>;
export const keyedFieldPattern = /^(custom|requester\.field|organization\.field|schedule)\..{1,120}$/;

/** @returns what is known of a field, or undefined when there is no such field. */
export function findField(name: string): FieldFacts | undefined {
  if (Object.hasOwn(knownFields, name)) return knownFields[name as KnownField];
  const prefix = keyPrefix(name);
  return prefix ? keyedFields[prefix] : undefined;
}

function keyPrefix(name: string): keyof typeof keyedFields | undefined {
  if (!keyedFieldPattern.test(name)) return undefined;
  return (Object.keys(keyedFields) as (keyof typeof keyedFields)[]).find((prefix) => name.startsWith(prefix));
}

/** Facts that change while nobody does anything. */
export function isTimeField(name: string): boolean {
  return isClockField(name) || ["ageMinutes", "waitedMinutes", "slaMinutesLeft"].includes(name);
}

/** Facts of the clock: they can be told again from the time of the decision, so no receipt needs to keep them. */
export function isClockField(name: string): boolean {
  return name === "weekday" || name === "hour" || name.startsWith("schedule.");
}
