import { isRecord } from "../../http/is-record.ts";
import {
  type FieldError,
  invalidField,
  invalidValue,
  validationFailed,
  wrongType,
} from "../http/api-error.ts";
import type { CustomFields } from "../types.ts";

/** What a client may write. Unlike elsewhere, an unknown key refuses the whole request. */
export type TicketChanges = {
  subject?: string;
  description?: string;
  status?: number;
  priority?: number;
  source?: number;
  type?: string | null;
  group_id?: number | null;
  responder_id?: number | null;
  product_id?: number | null;
  company_id?: number | null;
  tags?: string[];
  custom_fields?: CustomFields;
};

export type NewTicket = TicketChanges & { requester_id?: number; email?: string; name?: string };

type Check = (value: unknown) => string | undefined;

const integer: Check = (value) => (Number.isInteger(value) ? undefined : "Integer");
const integerOrNull: Check = (value) => (value === null ? undefined : integer(value));
const text: Check = (value) => (typeof value === "string" ? undefined : "String");
const textOrNull: Check = (value) => (value === null ? undefined : text(value));
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? undefined : "Array";
const record: Check = (value) => (isRecord(value) ? undefined : "key/value pair");

const changeable: Record<string, Check> = {
  subject: text,
  description: text,
  status: integer,
  priority: integer,
  source: integer,
  type: textOrNull,
  group_id: integerOrNull,
  responder_id: integerOrNull,
  product_id: integerOrNull,
  company_id: integerOrNull,
  email_config_id: integerOrNull,
  internal_group_id: integerOrNull,
  internal_agent_id: integerOrNull,
  tags: texts,
  custom_fields: record,
  due_by: textOrNull,
  fr_due_by: textOrNull,
};
const onCreation: Record<string, Check> = { ...changeable, requester_id: integer, email: text, name: text };

export const ticketTypes = ["Question", "Incident", "Problem", "Feature Request", "Refund"];
/** The fields that a made-up shop has on its form. */
export const customFieldNames = ["cf_order_number", "cf_reason", "cf_channel_note"];
/** 6 and above are the account's own. */
export const statuses: Record<number, string> = {
  2: "Open",
  3: "Pending",
  4: "Resolved",
  5: "Closed",
  6: "Waiting on Customer",
  7: "Waiting on Carrier",
};
export const priorities: Record<number, string> = { 1: "Low", 2: "Medium", 3: "High", 4: "Urgent" };
export const sources: Record<number, string> = {
  1: "Email",
  2: "Portal",
  3: "Phone",
  7: "Chat",
  9: "Feedback Widget",
  10: "Outbound Email",
};

/** @throws ApiError 400 naming every field that is wrong */
export function parseTicketInput(raw: Record<string, unknown>, isCreation: boolean): NewTicket {
  const known = isCreation ? onCreation : changeable;
  const errors: FieldError[] = [];
  for (const [field, value] of Object.entries(raw)) {
    const check = Object.hasOwn(known, field) ? known[field] : undefined;
    const expected = check?.(value);
    if (!check) errors.push(invalidField(field));
    else if (expected) errors.push(wrongType(field, value, expected));
  }
  if (errors.length > 0) throw validationFailed(errors);
  const input = raw as NewTicket;
  errors.push(...checkChoices(input));
  for (const name of Object.keys(input.custom_fields ?? {})) {
    if (!customFieldNames.includes(name)) errors.push(invalidField(`custom_fields.${name}`));
  }
  if (errors.length > 0) throw validationFailed(errors);
  return input;
}

function checkChoices(input: NewTicket): FieldError[] {
  const wrong = (field: string, choices: (string | number)[]) =>
    invalidValue(field, `It should be one of these values: '${choices.join(",")}'`);
  const codes = (record: Record<number, string>) => Object.keys(record).map(Number);
  const isAmong = (record: Record<number, string>, code: number | undefined) =>
    code === undefined || Object.hasOwn(record, code);
  return [
    ...(isAmong(statuses, input.status) ? [] : [wrong("status", codes(statuses))]),
    ...(isAmong(priorities, input.priority) ? [] : [wrong("priority", codes(priorities))]),
    ...(isAmong(sources, input.source) ? [] : [wrong("source", codes(sources))]),
    ...(input.type == null || ticketTypes.includes(input.type) ? [] : [wrong("type", ticketTypes)]),
  ];
}
