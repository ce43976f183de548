import { formatStamp } from "../../clock.ts";
import { notify } from "../../surroundings.ts";
import { recordInvalid } from "../http/api-error.ts";
import { findOrAddCustomer } from "../team/add-user.ts";
import type { Audit, Ticket } from "../types.ts";
import { publishTicketEvents } from "../webhooks/publish-ticket-events.ts";
import type { TicketState, World } from "../world.ts";
import { type Actor, viaOf } from "./actor.ts";
import { customStatusIdOf } from "./custom-status-id-of.ts";
import { diffTickets } from "./diff-tickets.ts";
import { mergeTags } from "./merge-tags.ts";
import { recordAudit } from "./record-audit.ts";
import { resolveAssignment } from "./resolve-assignment.ts";
import type { NewTicket } from "./ticket-input.ts";

const firstTicketId = 1_000;

export function createTicket(
  world: World,
  input: NewTicket,
  actor: Actor,
): { state: TicketState; audit: Audit } {
  const text = input.comment?.body ?? input.comment?.html_body ?? input.description;
  if (!text?.trim()) {
    throw recordInvalid({ base: [{ description: "Description: cannot be blank", error: "BlankValue" }] });
  }
  const requester = findRequester(world, input, actor);
  const organizationId = input.organization_id ?? requester.organization_id;
  const organizationGroup = organizationId ? world.organizations.get(organizationId)?.group_id : undefined;
  const { groupId, assigneeId } = resolveAssignment(world, {
    before: { groupId: organizationGroup ?? null, assigneeId: null },
    groupId: input.group_id,
    assigneeId: input.assignee_id ?? undefined,
  });

  const nowMs = world.clock();
  const stamp = formatStamp(nowMs);
  const id = firstTicketId + world.count("ticket") + 1;
  const opens = assigneeId !== null && world.options.variants.statusOnAssignment === "opens";
  const status = input.status && input.status !== "new" ? input.status : opens ? "open" : "new";
  const description = input.comment?.body ?? input.description ?? text;
  const ticket: Ticket = {
    url: world.canonicalUrl(`/tickets/${id}.json`),
    id,
    external_id: input.external_id ?? null,
    via: viaOf(actor.channel),
    created_at: stamp,
    updated_at: stamp,
    type: input.type ?? null,
    subject: input.subject ?? null,
    raw_subject: input.subject ?? null,
    description,
    priority: input.priority ?? null,
    status,
    recipient: null,
    requester_id: requester.id,
    submitter_id: input.submitter_id ?? actor.userId,
    assignee_id: assigneeId,
    organization_id: organizationId ?? null,
    group_id: groupId,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    forum_topic_id: null,
    problem_id: input.problem_id ?? null,
    has_incidents: false,
    is_public: input.comment?.public ?? true,
    due_at: input.due_at ?? null,
    tags: mergeTags(input.tags ?? [], []),
    custom_fields: input.custom_fields ?? [],
    satisfaction_rating: null,
    sharing_agreement_ids: [],
    custom_status_id: customStatusIdOf(status),
    fields: input.custom_fields ?? [],
    followup_ids: [],
    ticket_form_id: input.ticket_form_id ?? world.formId,
    brand_id: input.brand_id ?? world.brandId,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: actor.channel === "native_messaging",
  };
  const state: TicketState = {
    ticket,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    comments: [],
    audits: [],
    deleted: false,
  };
  world.tickets.set(id, state);
  const diff = diffTickets(undefined, ticket);
  const audit = recordAudit(world, {
    state,
    diff,
    comment: { ...input.comment, body: description, author_id: input.comment?.author_id ?? requester.id },
    isCreation: true,
    authorId: actor.userId,
    via: ticket.via,
    client: actor.client ?? "sandbox",
  });
  notify(world, {
    kind: "ticket-created",
    ticketId: id,
    atMs: nowMs,
    actorId: actor.userId,
    channel: actor.channel,
    changes: diff,
  });
  publishTicketEvents(world, { state, actorId: actor.userId, changes: [{ type: "created" }] });
  return { state, audit };
}

function findRequester(world: World, input: NewTicket, actor: Actor) {
  if (input.requester) return findOrAddCustomer(world, input.requester);
  const requester = world.users.get(input.requester_id ?? actor.userId);
  if (!requester) {
    throw recordInvalid({ requester: [{ description: "Requester: is invalid", error: "InvalidValue" }] });
  }
  return requester;
}
