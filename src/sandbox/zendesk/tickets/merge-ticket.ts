import { notify } from "../../surroundings.ts";
import { recordInvalid } from "../http/api-error.ts";
import { publishTicketEvents } from "../webhooks/publish-ticket-events.ts";
import type { TicketState, World } from "../world.ts";
import type { Actor } from "./actor.ts";
import { mergeTags } from "./merge-tags.ts";
import { setFinalStatus } from "./set-final-status.ts";
import { requireTicket, updateTicket } from "./update-ticket.ts";

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
  setFinalStatus(world, source, "closed");
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
