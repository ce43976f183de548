import type { Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";

/** A single ticket, with what `include=` adds. */
export function ticketJson(
  world: World,
  state: TicketState,
  includes: readonly string[],
): Record<string, unknown> {
  const { ticket } = state;
  const requester = world.contacts.get(ticket.requester_id);
  const company = world.companies.get(ticket.company_id ?? 0);
  return {
    ...ticket,
    attachments: [],
    ...(includes.includes("requester") && {
      requester: requester && {
        id: requester.id,
        name: requester.name,
        email: requester.email,
        mobile: null,
        phone: null,
      },
    }),
    ...(includes.includes("company") && { company: company ? { id: company.id, name: company.name } : {} }),
    ...(includes.includes("stats") && { stats: statsOf(ticket) }),
    // The first ten only, the oldest first.
    ...(includes.includes("conversations") && { conversations: state.conversations.slice(0, 10) }),
  };
}

/** An entry of a list, which has no description unless it is asked for. */
export function listedTicketJson(
  world: World,
  state: TicketState,
  includes: readonly string[],
): Record<string, unknown> {
  const { description, description_text, attachments, ...rest } = ticketJson(world, state, includes);
  return includes.includes("description") ? { ...rest, description, description_text } : rest;
}

function statsOf(ticket: Ticket): Record<string, unknown> {
  return {
    agent_responded_at: null,
    requester_responded_at: null,
    first_responded_at: null,
    status_updated_at: ticket.updated_at,
    reopened_at: null,
    resolved_at: ticket.status === 4 ? ticket.updated_at : null,
    closed_at: ticket.status === 5 ? ticket.updated_at : null,
    pending_since: null,
  };
}
