import { formatStamp } from "../../clock.ts";
import { notify } from "../../surroundings.ts";
import { recordInvalid, recordNotFound, updateConflict } from "../http/api-error.ts";
import type { Audit, Ticket } from "../types.ts";
import { changesOf } from "../webhooks/changes-of.ts";
import { publishTicketEvents } from "../webhooks/publish-ticket-events.ts";
import type { TicketState, World } from "../world.ts";
import { type Actor, viaOf } from "./actor.ts";
import { applyChanges } from "./apply-changes.ts";
import { diffTickets } from "./diff-tickets.ts";
import { recordAudit } from "./record-audit.ts";
import type { TicketChanges } from "./ticket-input.ts";

const maxComments = 5_000;

export function requireTicket(world: World, ticketId: number): TicketState {
  const state = world.tickets.get(ticketId);
  if (!state || state.deleted) throw recordNotFound();
  return state;
}

/**
 * Compares second-resolution stamps as strings, as the vendor does: two writes in one second pass unnoticed. The mere
 * presence of `safe_update`, even `false`, turns the check on.
 */
export function checkSafeUpdate(state: TicketState, raw: Record<string, unknown>): void {
  if ("safe_update" in raw && raw.updated_stamp !== state.ticket.updated_at) throw updateConflict();
}

export function updateTicket(
  world: World,
  request: { ticketId: number; changes: TicketChanges; actor: Actor },
): { state: TicketState; audit: Audit } {
  const { changes, actor } = request;
  const state = requireTicket(world, request.ticketId);
  const before = state.ticket;
  if (before.status === "closed") {
    throw recordInvalid({ status: [{ description: "Status: closed prevents ticket update" }] });
  }
  const hasComment = Boolean(changes.comment?.body?.trim() || changes.comment?.html_body?.trim());
  if (hasComment && state.comments.length >= maxComments) {
    throw recordInvalid({ base: [{ description: "Comment: the ticket holds too many comments" }] });
  }

  const after: Ticket = applyChanges(world, before, changes);
  const diff = diffTickets(before, after);
  const isNoOp = Object.keys(diff).length === 0 && !hasComment;
  if (!isNoOp || world.options.variants.noOpUpdate === "bumps") {
    state.updatedAtMs = world.clock();
    after.updated_at = formatStamp(state.updatedAtMs);
  }
  state.ticket = after;
  const audit = recordAudit(world, {
    state,
    diff,
    comment: hasComment ? changes.comment : undefined,
    isCreation: false,
    authorId: actor.userId,
    via: viaOf(actor.channel),
    client: actor.client ?? "sandbox",
  });
  if (isNoOp) return { state, audit };

  notify(world, {
    kind: "ticket-updated",
    ticketId: after.id,
    atMs: state.updatedAtMs,
    actorId: actor.userId,
    channel: actor.channel,
    changes: diff,
  });
  const comment = hasComment ? state.comments.at(-1) : undefined;
  publishTicketEvents(world, { state, actorId: actor.userId, changes: changesOf(world, diff, comment) });
  return { state, audit };
}
