import { isAssignable } from "../team/create-team.ts";
import type { Group } from "../types.ts";
import type { World } from "../world.ts";
import { updateTicket } from "./update-ticket.ts";

/** Freshdesk's own assignment: whoever of the group is there and has the fewest open tickets, unless somebody was faster. */
export function assignByGroup(world: World, ticketId: number, group: Group): void {
  const ticket = world.tickets.get(ticketId)?.ticket;
  if (!ticket || ticket.responder_id !== null || ticket.group_id !== group.id) return;
  if (ticket.deleted || ticket.spam) return;
  const loads = new Map<number, number>();
  for (const { ticket: other } of world.tickets.values()) {
    if (other.responder_id === null || other.status !== 2) continue;
    loads.set(other.responder_id, (loads.get(other.responder_id) ?? 0) + 1);
  }
  const loadOf = (agentId: number) => loads.get(agentId) ?? 0;
  const [next] = [...group.agentIds]
    .filter((agentId) => isAssignable(world, agentId) && world.agents.get(agentId)?.available)
    .sort((left, right) => loadOf(left) - loadOf(right) || left - right);
  if (next === undefined) return;
  updateTicket(world, {
    ticketId,
    changes: { responder_id: next },
    actor: { id: 0, type: "system" },
    checksForm: false,
  });
}
