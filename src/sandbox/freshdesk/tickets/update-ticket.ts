import { formatStamp } from "../../clock.ts";
import { notAllowed, notFound } from "../http/api-error.ts";
import type { Actor, Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import { announce } from "./announce.ts";
import { applyChanges } from "./apply-changes.ts";
import type { TicketChanges } from "./ticket-input.ts";

/** @throws ApiError 404 */
export function requireTicket(world: World, ticketId: number): TicketState {
  const state = world.tickets.get(ticketId);
  if (!state) throw notFound(world);
  return state;
}

/** The last write wins: there is no version, stamp or lock to write against. */
export function updateTicket(
  world: World,
  request: { ticketId: number; changes: TicketChanges; actor: Actor; checksForm: boolean },
): TicketState {
  const state = requireTicket(world, request.ticketId);
  if (state.ticket.deleted || state.ticket.spam) throw notAllowed("GET");
  const after = applyChanges(world, state.ticket, request.changes, request);
  replaceTicket(world, state, after, request.actor);
  return state;
}

/** Spam, trash and back; only people do this, in the agents' pages. */
export function setFlag(world: World, ticketId: number, flag: "spam" | "deleted", actor: Actor): void {
  const state = requireTicket(world, ticketId);
  const after: Ticket =
    flag === "spam" ? { ...state.ticket, spam: true } : { ...state.ticket, deleted: true };
  replaceTicket(world, state, after, actor);
}

function replaceTicket(world: World, state: TicketState, after: Ticket, actor: Actor): void {
  const before = state.ticket;
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  if (isSame && world.options.variants.noOpUpdate === "untouched") return;
  touch(world, state, after);
  if (!isSame) announce(world, { state, before, actor });
}

export function touch(world: World, state: TicketState, ticket: Ticket): void {
  state.updatedAtMs = world.clock();
  state.ticket = { ...ticket, updated_at: formatStamp(state.updatedAtMs) };
}
