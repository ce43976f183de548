import type { Replaced, Seen } from "../../ports/helpdesk.ts";
import type { TicketFacts } from "../../ports/helpdesk-delivery.ts";
import {
  FieldValue,
  type Organization,
  type Ticket,
  type TicketPriority,
  type TicketStatus,
  type TicketUpdate,
  ticketPriorities,
  ticketStatuses,
} from "../../routing/ticket.ts";
import { firstWord, ownerFields } from "../company-fields.ts";
import { earliestOf } from "../earliest-of.ts";
import type {
  AuditReply,
  EventTicket,
  ZendeskOrganization,
  ZendeskTicket,
  ZendeskUser,
} from "./api-types.ts";

/** Zendesk's channel names on the left, as REST spells them; what is not here stays as it is. */
const channels: Record<string, string> = {
  email: "email",
  mail: "email",
  web: "web",
  api: "api",
  web_service: "api",
  native_messaging: "messaging",
  chat: "chat",
  voice: "phone",
};

export function mapTicket(ticket: ZendeskTicket, users: ZendeskUser[]): Ticket {
  const requester = users.find((user) => user.id === ticket.requester_id);
  return {
    id: ticket.id,
    subject: ticket.subject ?? "",
    body: ticket.description ?? "",
    channel: mapChannel(ticket.via?.channel ?? null),
    type: ticket.type,
    ...mapFacts(ticket),
    tags: ticket.tags,
    brandId: ticket.brand_id,
    organizationId: ticket.organization_id,
    ...mapSla(ticket),
    requester: {
      id: ticket.requester_id ?? "",
      name: requester?.name ?? null,
      email: requester?.email ?? null,
      locale: requester?.locale ?? null,
      tags: requester?.tags ?? [],
      ...(requester && { fields: mapFields(requester.user_fields) }),
    },
    customFields: Object.fromEntries(
      ticket.custom_fields.map((field) => [field.id, CustomField.parse(field.value)]),
    ),
    updatedAt: ticket.updated_at,
  };
}

/** The target that is due next; those that are met or stand still are due at no time. */
function mapSla({ slas }: ZendeskTicket): Pick<Ticket, "slaDueAt"> {
  if (!slas) return {};
  return {
    slaDueAt: earliestOf(
      slas.policy_metrics.map(({ breach_at, stage }) =>
        stage === "achieved" || stage === "paused" ? null : breach_at,
      ),
    ),
  };
}

const CustomField = FieldValue.catch(null);

function mapFields(fields: Record<string, unknown>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, CustomField.parse(value)]));
}

/** Zendesk has no tiers of its own; shops keep them in a field that they name so, or so. */
const tierFields = ["tier", "customer_tier", "account_tier"];

/** Null where the requester belongs to none. */
export function mapOrganization(
  { organization_id }: ZendeskTicket,
  organizations: readonly ZendeskOrganization[],
): Organization | null {
  const found = organizations.find(({ id }) => id === organization_id);
  if (!found) return null;
  const fields = mapFields(found.organization_fields);
  return {
    name: found.name,
    tier: firstWord(fields, tierFields),
    tags: found.tags,
    fields,
    owner: firstWord(fields, ownerFields),
  };
}

/** Custom statuses belong to one of the six; an unknown word counts as open work. */
function mapStatus(word: string): TicketStatus {
  const lower = word.toLowerCase();
  return ticketStatuses.find((status) => status === lower) ?? "open";
}

function mapPriority(word: string | null): TicketPriority | null {
  const lower = word?.toLowerCase();
  return ticketPriorities.find((priority) => priority === lower) ?? null;
}

/** REST spells enums in small letters, events in capitals. */
export function mapFacts(ticket: ZendeskTicket | EventTicket): Omit<TicketFacts, "ticketId"> {
  return {
    status: mapStatus(ticket.status),
    priority: mapPriority(ticket.priority),
    groupId: ticket.group_id,
    assigneeId: ticket.assignee_id,
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
  };
}

function mapChannel(channel: string | null): string {
  return channel === null ? "other" : (channels[channel] ?? channel);
}

/** One conditional PUT for everything, for updates are limited per ticket and per account. */
export function mapUpdate(ticket: Ticket, update: TicketUpdate): Record<string, unknown> {
  return {
    ...mapTarget(update),
    // `tags` replaces the whole list, so the list that was read goes with it; the stamp guards it.
    ...(update.addTags ? { tags: [...new Set([...ticket.tags, ...update.addTags])] } : {}),
    ...(update.customFields ? { custom_fields: mapCustomFields(update.customFields) } : {}),
    // Left out, `public` follows the ticket, and the customer would read our note.
    ...(update.note ? { comment: { body: update.note, public: false } } : {}),
    // Followers are notified of notes.
    ...(update.tell && update.tell.length > 0
      ? { followers: update.tell.map((id) => ({ user_id: Number(id), action: "put" })) }
      : {}),
    safe_update: true,
    updated_stamp: ticket.updatedAt,
  };
}

function mapCustomFields(fields: Record<string, FieldValue>): { id: number; value: FieldValue }[] {
  return Object.entries(fields).map(([id, value]) => ({ id: Number(id), value }));
}

export function mapTarget(target: Replaced): Record<string, unknown> {
  return {
    ...(target.groupId === undefined ? {} : { group_id: toNumber(target.groupId) }),
    ...(target.assigneeId === undefined ? {} : { assignee_id: toNumber(target.assigneeId) }),
    ...(target.priority === undefined ? {} : { priority: target.priority }),
  };
}

/** Ids stay below 2^53, so nothing is lost. */
function toNumber(id: string | null): number | null {
  return id === null ? null : Number(id);
}

/**
 * What our write replaced although we had not seen it. The stamp has a resolution of one second, so a write of
 * the same second slips past the condition; the audit's previous values tell. It is silent about an assignee whom somebody
 * had chosen just as we did: they go back with the group in which they were chosen.
 */
export function mapReplaced(
  read: Seen,
  written: Pick<TicketUpdate, "assigneeId">,
  audit: AuditReply | null | undefined,
): Replaced | null {
  const previous = new Map<string, unknown>();
  for (const event of audit?.events ?? []) {
    if (event.type !== "Change" || !event.field_name || previous.has(event.field_name)) continue;
    previous.set(event.field_name, event.previous_value);
  }
  const replaced: Replaced = {};
  const group = previousText(previous, "group_id");
  if (group !== undefined && group !== read.groupId) replaced.groupId = group;
  const assignee = previousText(previous, "assignee_id");
  if (assignee !== undefined && assignee !== read.assigneeId) replaced.assigneeId = assignee;
  else if (replaced.groupId !== undefined && assignee === undefined && isNew(read, written)) {
    replaced.assigneeId = written.assigneeId;
  }
  const priority = previousText(previous, "priority");
  if (priority !== undefined && priority !== read.priority) {
    replaced.priority = mapPriority(priority);
  }
  return Object.keys(replaced).length > 0 ? replaced : null;
}

function isNew(read: Seen, { assigneeId }: Pick<TicketUpdate, "assigneeId">): boolean {
  return assigneeId !== undefined && assigneeId !== null && assigneeId !== read.assigneeId;
}

function previousText(previous: Map<string, unknown>, field: string): string | null | undefined {
  if (!previous.has(field)) return undefined;
  return textOf(previous.get(field));
}

/** Audits spell ids as text, and nothing in several ways. */
export function textOf(value: unknown): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}
