import { formatStamp } from "../clock.ts";
import { recordInvalid } from "../http/api-error.ts";
import { publishTicketEvents } from "../webhooks/publish-ticket-events.ts";
import type { TicketState } from "../world.ts";
import { notify, type World } from "../world.ts";
import type { Actor } from "./actor.ts";
import { customStatusIdOf, mergeTags } from "./ticket-draft.ts";
import { requireTicket, updateTicket } from "./update-ticket.ts";

/** Soft deletion: the record answers 404 from now on and stays in the incremental export as `deleted`. */
export function deleteTicket(world: World, ticketId: number, actor: Actor): void {
  const state = requireTicket(world, ticketId);
  const previous = state.ticket.status;
  finish(world, state, "deleted");
  state.deleted = true;
  notify(world, {
    kind: "ticket-updated",
    ticketId,
    atMs: state.updatedAtMs,
    actorId: actor.userId,
    channel: actor.channel,
    changes: { status: { current: "deleted", previous } },
  });
  publishTicketEvents(world, { state, actorId: actor.userId, changes: [{ type: "soft_deleted" }] });
}

/** Closes the source for good and leaves a private note on the target. */
export function mergeTicket(
  world: World,
  input: { sourceId: number; targetId: number; actor: Actor },
): TicketState {
  const { sourceId, targetId, actor } = input;
  const source = requireTicket(world, sourceId);
  const target = requireTicket(world, targetId);
  if (sourceId === targetId || source.ticket.status === "closed" || target.ticket.status === "closed") {
    throw recordInvalid({ base: [{ description: "Merge: these tickets cannot be merged" }] });
  }
  updateTicket(world, {
    ticketId: targetId,
    changes: {
      comment: { body: `Request #${sourceId} was closed and merged into this request.`, public: false },
    },
    actor,
  });
  const previous = source.ticket.status;
  finish(world, source, "closed");
  source.ticket.tags = mergeTags(source.ticket.tags, ["closed_by_merge"]);
  notify(world, {
    kind: "ticket-updated",
    ticketId: sourceId,
    atMs: source.updatedAtMs,
    actorId: actor.userId,
    channel: actor.channel,
    changes: { status: { current: "closed", previous } },
  });
  publishTicketEvents(world, {
    state: source,
    actorId: actor.userId,
    changes: [
      { type: "status_changed", event: { current: "CLOSED", previous: previous.toUpperCase() } },
      { type: "merged", event: { target_ticket_id: String(targetId) } },
    ],
  });
  return source;
}

function finish(world: World, state: TicketState, status: "closed" | "deleted"): void {
  state.updatedAtMs = world.clock();
  state.ticket = {
    ...state.ticket,
    status,
    custom_status_id: customStatusIdOf(status),
    updated_at: formatStamp(state.updatedAtMs),
  };
}
