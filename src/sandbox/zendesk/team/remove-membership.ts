import { updateTicket } from "../tickets/update-ticket.ts";
import { publishUserEvent } from "../webhooks/publish-people-events.ts";
import type { World } from "../world.ts";
import { membershipsOf } from "./memberships.ts";

/** Ends a membership; the agent's unsolved tickets in that group lose their assignee, as the vendor's job does it. */
export function removeMembership(world: World, membershipId: number, actorId: number): void {
  const membership = world.memberships.get(membershipId);
  if (!membership) return;
  world.memberships.delete(membershipId);
  const rest = membershipsOf(world, membership.user_id);
  if (membership.default) {
    const next = rest[0];
    if (next) next.default = true;
    const user = world.users.get(membership.user_id);
    if (user) user.default_group_id = next?.group_id ?? null;
  }
  const member = world.users.get(membership.user_id);
  if (member) {
    const event = { group_id: String(membership.group_id), id: String(membershipId) };
    publishUserEvent(world, member, "group_membership_deleted", event);
  }
  for (const { ticket, deleted } of world.tickets.values()) {
    const isAffected = ticket.assignee_id === membership.user_id && ticket.group_id === membership.group_id;
    if (!isAffected || deleted || ticket.status === "closed") continue;
    updateTicket(world, {
      ticketId: ticket.id,
      changes: { assignee_id: null },
      actor: { userId: actorId, channel: "web" },
    });
  }
}
