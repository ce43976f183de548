import { ApiError } from "../../http/api-error.ts";
import { isAssignable } from "../team/memberships.ts";
import type { World } from "../world.ts";
import { updateTicket } from "./update-ticket.ts";

/** What may happen between a client's read of a ticket and its write. Returns the key for the fate of the reply. */
export async function strikeBeforeUpdate(world: World, ticketId: number): Promise<string> {
  const { faults, random } = world;
  const key = `put:${ticketId}:${world.count(`put:${ticketId}`)}`;
  await faults.beforeTicketUpdate?.(ticketId);
  if (random.chance(faults.humanEditRate, `human:${key}`)) takeAsHuman(world, ticketId, key);
  if (random.chance(faults.conflictRate, `conflict:${key}`)) throw databaseConflict(world);
  return key;
}

function takeAsHuman(world: World, ticketId: number, key: string): void {
  const state = world.tickets.get(ticketId);
  if (!state || state.deleted || state.ticket.status === "closed") return;
  const candidates = [...world.memberships.values()].filter(
    (membership) =>
      isAssignable(world, membership.user_id) && membership.user_id !== state.ticket.assignee_id,
  );
  const taken = world.random.pick(candidates, `human-pick:${key}`);
  if (!taken) return;
  updateTicket(world, {
    ticketId,
    changes: { group_id: taken.group_id, assignee_id: taken.user_id },
    actor: { userId: taken.user_id, channel: "web" },
  });
}

function databaseConflict(world: World): ApiError {
  const isHtml = world.options.variants.conflictBody === "html";
  const page = "<html><head><title>Conflict</title></head><body><h1>Conflict</h1></body></html>";
  return new ApiError(
    409,
    isHtml ? page : { error: "DatabaseConflict", description: "Database collision, please try again." },
  );
}
