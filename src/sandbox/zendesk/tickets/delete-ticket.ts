import { notify } from "../../surroundings.ts";
import { publishTicketEvents } from "../webhooks/publish-ticket-events.ts";
import type { World } from "../world.ts";
import type { Actor } from "./actor.ts";
import { setFinalStatus } from "./set-final-status.ts";
import { requireTicket } from "./update-ticket.ts";

/** Soft deletion: the record answers 404 from now on and stays in the incremental export as `deleted`. */
export function deleteTicket(world: World, ticketId: number, actor: Actor): void {
  const state = requireTicket(world, ticketId);
  const previous = state.ticket.status;
  setFinalStatus(world, state, "deleted");
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
