import { formatNanoseconds, formatStamp } from "../../clock.ts";
import type { Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import type { TicketChange } from "./changes-of.ts";
import { formatEventBody } from "./format-event-body.ts";

export type WebhookEvent = {
  id: string;
  type: string;
  /** Null where it is about people. */
  ticketId: number | null;
  /** Stable across runs of one seed, however the requests interleave. */
  key: string;
  body: Buffer;
};

export function publishTicketEvents(
  world: World,
  input: { state: TicketState; actorId: number; changes: TicketChange[] },
): void {
  const { state, actorId } = input;
  const ticketId = state.ticket.id;
  const sequenceKey = `sequence:${ticketId}:${world.count(`sequence:${ticketId}`)}`;
  const sequenceId = world.random.hex(32, sequenceKey).toUpperCase();
  const detail = detailOf(world, state.ticket, actorId);
  input.changes.forEach((change, index) => {
    const type = `zen:event-type:ticket.${change.type}`;
    const key = `${sequenceKey}:${index}`;
    const id = world.random.uuid(key);
    const event = change.event
      ? { ...change.event, meta: { sequence: { id: sequenceId, position: index + 1 } } }
      : {};
    const body = formatEventBody({
      account_id: world.accountId,
      detail,
      event,
      id,
      subject: `zen:ticket:${ticketId}`,
      time: eventTime(world, key),
      type,
      zendesk_event_version: "2022-11-06",
    });
    world.deliver({ id, type, ticketId, key, body: Buffer.from(body, "utf8") });
  });
}

function eventTime(world: World, key: string): string {
  const nowMs = world.clock();
  return world.options.variants.eventTimeDigits === 0
    ? formatStamp(nowMs)
    : formatNanoseconds(nowMs, world.random.draw(`nanoseconds:${key}`));
}

function detailOf(world: World, ticket: Ticket, actorId: number): Record<string, unknown> {
  const emptyTags = world.options.variants.eventEmptyTags === "null" ? null : [];
  return {
    actor_id: String(actorId),
    assignee_id: idText(ticket.assignee_id),
    brand_id: idText(ticket.brand_id),
    created_at: ticket.created_at,
    custom_status: idText(ticket.custom_status_id),
    description: ticket.description,
    external_id: ticket.external_id,
    form_id: idText(ticket.ticket_form_id),
    group_id: idText(ticket.group_id),
    id: String(ticket.id),
    is_public: ticket.is_public,
    organization_id: idText(ticket.organization_id),
    priority: ticket.priority?.toUpperCase() ?? null,
    requester_id: idText(ticket.requester_id),
    status: ticket.status.toUpperCase(),
    subject: ticket.subject,
    submitter_id: idText(ticket.submitter_id),
    tags: ticket.tags.length > 0 ? ticket.tags : emptyTags,
    type: ticket.type?.toUpperCase() ?? null,
    updated_at: ticket.updated_at,
    via: { channel: eventChannels[ticket.via.channel] ?? ticket.via.channel },
  };
}

/** The event vocabulary of channels differs from the REST one. */
const eventChannels: Record<string, string> = { api: "web_service" };

function idText(id: number | null): string | null {
  return id === null ? null : String(id);
}
