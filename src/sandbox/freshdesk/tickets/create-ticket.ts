import { formatStamp } from "../../clock.ts";
import { type FieldError, missingField, validationFailed } from "../http/api-error.ts";
import { findOrAddContact } from "../team/create-team.ts";
import type { Actor, Contact, Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import { announce } from "./announce.ts";
import { applyChanges } from "./apply-changes.ts";
import type { NewTicket } from "./ticket-input.ts";

const firstTicketId = 1_000;

export function createTicket(
  world: World,
  input: NewTicket,
  actor: Actor,
  /** Mail and the portal are not held to what agents must fill in. */
  options: { checksForm: boolean },
): TicketState {
  const { requester_id, email, name, ...changes } = input;
  const requester =
    requester_id !== undefined
      ? world.contacts.get(requester_id)
      : email && findOrAddContact(world, { name, email });
  if (!requester) throw validationFailed([missingField("email")]);
  const blank = (["subject", "description"] as const).filter((field) => !input[field]?.trim());
  const errors: FieldError[] = blank.map(missingField);
  if (errors.length > 0) throw validationFailed(errors);

  const nowMs = world.clock();
  const ticket = applyChanges(world, emptyTicket(world, requester), changes, options);
  const id = firstTicketId + world.count("ticket") + 1;
  const state: TicketState = {
    ticket: { ...ticket, id, created_at: formatStamp(nowMs), updated_at: formatStamp(nowMs) },
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    conversations: [],
  };
  world.tickets.set(id, state);
  announce(world, { state, before: undefined, actor });
  return state;
}

function emptyTicket(world: World, requester: Contact): Ticket {
  return {
    id: 0,
    subject: null,
    description: "",
    description_text: "",
    status: 2,
    priority: 1,
    source: 2,
    type: null,
    group_id: null,
    responder_id: null,
    requester_id: requester.id,
    company_id: requester.companyId,
    product_id: null,
    email_config_id: null,
    form_id: world.formId,
    tags: [],
    custom_fields: { cf_order_number: null, cf_reason: null, cf_channel_note: null },
    spam: false,
    is_escalated: false,
    fr_escalated: false,
    nr_escalated: false,
    cc_emails: [],
    fwd_emails: [],
    reply_cc_emails: [],
    to_emails: null,
    support_email: null,
    association_type: null,
    due_by: null,
    fr_due_by: null,
    nr_due_by: null,
    created_at: "",
    updated_at: "",
  };
}
