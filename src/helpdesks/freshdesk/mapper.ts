import type { Replaced } from "../../ports/helpdesk.ts";
import type { TicketFacts, WrittenChanges } from "../../ports/helpdesk-delivery.ts";
import {
  FieldValue,
  type Organization,
  type Ticket,
  type TicketPriority,
  type TicketStatus,
  type TicketUpdate,
  ticketPriorities,
} from "../../routing/ticket.ts";
import { firstWord, ownerFields } from "../company-fields.ts";
import { earliestOf } from "../earliest-of.ts";
import type { AppChanges, CompanyReply, FreshdeskTicket } from "./api-types.ts";

/** Freshdesk's numbers on the left; the account's own statuses count as open work. */
const statuses: Record<number, TicketStatus> = { 2: "open", 3: "pending", 4: "solved", 5: "closed" };

const channels: Record<number, string> = {
  1: "email",
  2: "web",
  3: "phone",
  4: "forum",
  5: "twitter",
  6: "facebook",
  7: "chat",
  8: "mobile",
  9: "web",
  10: "email",
  11: "e-commerce",
  12: "messaging",
  13: "messaging",
};

export function mapTicket(ticket: FreshdeskTicket): Ticket {
  return {
    id: ticket.id,
    subject: ticket.subject ?? "",
    body: ticket.description_text ?? "",
    channel: mapChannel(ticket.source ?? null),
    type: ticket.type,
    ...mapFacts(ticket),
    tags: ticket.tags,
    brandId: ticket.product_id,
    organizationId: ticket.company_id,
    ...(ticket.attachments?.length ? { attachments: ticket.attachments.length } : {}),
    ...mapSla(ticket),
    requester: {
      id: ticket.requester_id ?? "",
      name: ticket.requester?.name ?? null,
      email: ticket.requester?.email ?? null,
      // Both are the contact's, which is a call more for each ticket.
      locale: null,
      tags: [],
    },
    customFields: Object.fromEntries(
      Object.entries(ticket.custom_fields).map(([name, value]) => [name, CustomField.parse(value)]),
    ),
    updatedAt: ticket.updated_at,
  };
}

/** The promise that is due next. A first answer whose time is over without complaint was given. */
function mapSla(ticket: FreshdeskTicket): Pick<Ticket, "slaDueAt"> {
  const { fr_due_by: first, nr_due_by: next, due_by: end, updated_at } = ticket;
  if (first === undefined && end === undefined) return {};
  const isAnswered =
    ticket.fr_escalated !== true && first != null && Date.parse(first) <= Date.parse(updated_at);
  return { slaDueAt: earliestOf([isAnswered ? null : first, next, end]) };
}

const CustomField = FieldValue.catch(null);

/** Health and industry go by the names that they have in the API, beside the account's own fields. */
export function mapCompany(company: CompanyReply): Organization {
  const { name, account_tier: tier, health_score, industry, custom_fields } = company;
  const own = Object.entries(custom_fields).map(([key, value]) => [key, CustomField.parse(value)]);
  const fields = { health_score, industry, ...Object.fromEntries(own) };
  return { name, tier, tags: [], fields, owner: firstWord(fields, ownerFields) };
}

export function mapFacts(ticket: FreshdeskTicket): Omit<TicketFacts, "ticketId"> {
  return {
    status: statuses[ticket.status] ?? "open",
    priority: ticketPriorities[ticket.priority - 1] ?? null,
    groupId: ticket.group_id,
    assigneeId: ticket.responder_id,
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
  };
}

function mapChannel(source: number | null): string {
  if (source === null) return "other";
  return channels[source] ?? `source ${source}`;
}

/** @param tags what the ticket has at the moment of the write, for the given list replaces it */
export function mapUpdate(tags: string[], update: TicketUpdate): Record<string, unknown> {
  return {
    ...mapTarget(update),
    ...(update.addTags ? { tags: [...new Set([...tags, ...update.addTags])] } : {}),
    ...(update.customFields ? { custom_fields: update.customFields } : {}),
  };
}

export function mapTarget(target: Replaced): Record<string, unknown> {
  return {
    ...(target.groupId === undefined ? {} : { group_id: toNumber(target.groupId) }),
    ...(target.assigneeId === undefined ? {} : { responder_id: toNumber(target.assigneeId) }),
    // A ticket without a priority does not exist here, so there is nothing to put back to.
    ...(target.priority == null ? {} : { priority: mapPriority(target.priority) }),
  };
}

/** Ids stay below 2^53, so nothing is lost. */
function toNumber(id: string | null): number | null {
  return id === null ? null : Number(id);
}

function mapPriority(priority: TicketPriority): number {
  return ticketPriorities.indexOf(priority) + 1;
}

/** Notes are HTML; a sentence of ours must not become markup. */
export function mapNote(note: string): string {
  const escaped = note.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<div>${escaped}</div>`;
}

/** What an event of our app tells of a change. */
export function mapChanges(changes: AppChanges): WrittenChanges {
  const pairOf = <T, U>(pair: readonly [T, T] | undefined, map: (value: T) => U) =>
    pair && { before: map(pair[0]), after: map(pair[1]) };
  const asIs = (id: string | null) => id;
  return {
    groupId: pairOf(changes.group_id, asIs),
    assigneeId: pairOf(changes.responder_id, asIs),
    priority: pairOf(changes.priority, (priority) => ticketPriorities[(priority ?? 0) - 1] ?? null),
  };
}
