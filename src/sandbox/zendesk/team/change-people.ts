import { formatStamp } from "../../clock.ts";
import { updateTicket } from "../tickets/update-ticket.ts";
import type { AgentStatus, UserRole } from "../types.ts";
import { publishStatusEvents, publishUserEvent } from "../webhooks/publish-people-events.ts";
import type { World } from "../world.ts";
import { membershipsOf } from "./memberships.ts";

export function changeStatus(world: World, agentId: number, status: AgentStatus): void {
  const before = world.statuses.get(agentId) ?? "offline";
  world.statuses.set(agentId, status);
  world.statusChangedAtMs.set(agentId, world.clock());
  publishStatusEvents(world, agentId, before, status);
}

/** Whoever is suspended keeps their tickets. */
export function changePerson(
  world: World,
  userId: number,
  changes: { suspended?: boolean; role?: UserRole },
): void {
  const user = world.users.get(userId);
  if (!user) return;
  const { suspended, role } = user;
  Object.assign(user, changes, { updated_at: formatStamp(world.clock()) });
  if (user.role !== role)
    publishUserEvent(world, user, "role_changed", { previous: role, current: user.role });
  if (user.suspended !== suspended) {
    publishUserEvent(world, user, "suspended_changed", { previous: suspended, current: user.suspended });
  }
}

/** A deleted agent leaves all groups and loses all unsolved tickets. */
export function deletePerson(world: World, userId: number, actorId: number): void {
  const user = world.users.get(userId);
  if (!user?.active) return;
  user.active = false;
  user.updated_at = formatStamp(world.clock());
  world.statuses.delete(userId);
  for (const { id } of membershipsOf(world, userId)) world.memberships.delete(id);
  for (const { ticket, deleted } of world.tickets.values()) {
    if (deleted || ticket.assignee_id !== userId || ["solved", "closed"].includes(ticket.status)) continue;
    const actor = { userId: actorId, channel: "web" };
    updateTicket(world, { ticketId: ticket.id, changes: { assignee_id: null }, actor });
  }
  publishUserEvent(world, user, "active_changed", { previous: true, current: false });
  publishUserEvent(world, user, "deleted");
}
