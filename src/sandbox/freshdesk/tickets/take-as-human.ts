import { isAssignable } from "../team/create-team.ts";
import type { World } from "../world.ts";
import { updateTicket } from "./update-ticket.ts";

/** An agent takes the ticket right after somebody's program has read it: what its next write must not undo. */
export async function strikeAfterRead(world: World, ticketId: number): Promise<void> {
  const { faults, random } = world;
  await faults.afterTicketRead?.(ticketId);
  // Drawn once for each ticket, at its first reading.
  if (world.count(`read:${ticketId}`) > 0) return;
  if (!random.chance(faults.humanEditRate, `human:${ticketId}`)) return;
  const ticket = world.tickets.get(ticketId)?.ticket;
  if (!ticket || ticket.deleted || ticket.spam) return;
  const candidates = [...world.groups.values()].flatMap((group) =>
    [...group.agentIds]
      .filter((agentId) => isAssignable(world, agentId) && agentId !== ticket.responder_id)
      .map((agentId) => ({ group_id: group.id, responder_id: agentId })),
  );
  const taken = random.pick(candidates, `human-pick:${ticketId}`);
  if (!taken) return;
  const actor = { id: taken.responder_id, type: "agent" as const };
  updateTicket(world, { ticketId, changes: taken, actor, checksForm: false });
}
