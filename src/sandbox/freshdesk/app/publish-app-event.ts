import type { FieldChange } from "../../ticket-event.ts";
import type { Actor, Agent, CustomFields, Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";

export type AppEvent = {
  name: string;
  ticketId: number | null;
  /** Stable across runs of one seed. */
  key: string;
  body: Buffer;
};

/** Replies and notes have events of their own; of a ticket's fields only these are followed. */
const followed = [
  "status",
  "priority",
  "type",
  "source",
  "group_id",
  "responder_id",
  "tags",
  "spam",
  "deleted",
];

/** Tells the installed app of a ticket that was created or changed; our app posts what it is told to its backend. */
export function publishAppEvent(
  world: World,
  input: {
    state: TicketState;
    actor: Actor;
    changes: Record<string, FieldChange>;
    isCreation: boolean;
  },
): void {
  if (!world.app) return;
  const { ticket } = input.state;
  const changes = Object.fromEntries(
    Object.entries(input.changes)
      .filter(([field]) => followed.includes(field))
      // REST leaves the flag out until it is set; here it is false before.
      .map(([field, { previous, current }]) => [field, [field === "deleted" ? false : previous, current]]),
  );
  if (!input.isCreation && Object.keys(changes).length === 0) return;
  const name = input.isCreation ? "onTicketCreate" : "onTicketUpdate";
  publish(world, name, ticket.id, {
    actor: actorJson(world, input.actor),
    requester: { id: ticket.requester_id },
    ticket: { ...eventTicket(world, ticket), ...(input.isCreation ? {} : { changes }) },
  });
}

/** Gone for good, which is all that is told of it; this event alone counts its time in milliseconds, as text. */
export function publishDeletion(world: World, ticket: Ticket, actor: Actor): void {
  const { id, source, type } = ticket;
  const told = { ...idsOf(world, ticket), id, source, type, archive: false };
  const data = { actor: actorJson(world, actor), ticket: told };
  publish(world, "onTicketDelete", id, data, String(world.clock()));
}

/** Only where the account has custom statuses; elsewhere the plain update of the agent. */
export function publishAvailability(world: World, agent: Agent): void {
  const name = world.options.availability === "full" ? "onAgentAvailabilityUpdate" : "onAgentUpdate";
  publish(world, name, null, {
    actor: actorJson(world, { id: agent.id, type: "agent" }),
    agent: { id: agent.id, available: agent.available },
  });
}

function publish(
  world: World,
  name: string,
  ticketId: number | null,
  data: Record<string, unknown>,
  /** Seconds with a fraction; other events of the platform count in milliseconds. */
  timestamp: number | string = world.clock() / 1_000,
): void {
  const purpose = `app:${name}:${ticketId}`;
  const host = `https://${world.subdomain}.freshdesk.com`;
  const isRuntime = world.options.variants.appEventShape === "runtime";
  const envelope = {
    ...(isRuntime
      ? {
          currentHost: { subscribed_modules: ["support_ticket"], endpoint_urls: { freshdesk: host } },
          iparams: {},
        }
      : { account_id: String(world.accountId), domain: host }),
    data,
    event: name,
    region: "US",
    timestamp,
    version: "1.0.0",
  };
  const key = `${purpose}:${world.count(purpose)}`;
  world.callApp({ name, ticketId, key, body: Buffer.from(JSON.stringify(envelope), "utf8") });
}

function actorJson(world: World, actor: Actor): Record<string, unknown> {
  const person = world.agents.get(actor.id) ?? world.contacts.get(actor.id);
  return {
    id: actor.id,
    type: actor.type === "requester" ? "contact" : actor.type,
    name: person?.name ?? "System",
    email: person?.email ?? null,
  };
}

/** Unlike REST: another id beside the number, and custom fields with the account's id at their end. */
function eventTicket(world: World, ticket: Ticket): Record<string, unknown> {
  const { custom_fields, form_id, nr_due_by, nr_escalated, ...shared } = ticket;
  return {
    ...shared,
    ...idsOf(world, ticket),
    is_description_truncated: false,
    responder_uid: ticket.responder_id === null ? null : `2465${ticket.responder_id}`,
    skill_id: null,
    internal_agent_id: null,
    internal_group_id: null,
    archive: false,
    deleted: ticket.deleted ?? false,
    custom_fields: withSuffix(custom_fields, world.accountId),
  };
}

/** Beside the number that everybody knows. */
function idsOf(world: World, ticket: Ticket) {
  return { model_id: ticket.id + 28_000_000, account_id: world.accountId };
}

function withSuffix(fields: CustomFields, accountId: number): CustomFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}_${accountId}`, value]));
}
