import { formatStamp } from "../../clock.ts";
import type { GroupMembership } from "../types.ts";
import { publishUserEvent } from "../webhooks/publish-people-events.ts";
import type { World } from "../world.ts";

export function addMembership(world: World, input: { userId: number; groupId: number }): GroupMembership {
  const id = world.nextId();
  const stamp = formatStamp(world.clock());
  const isFirst = membershipsOf(world, input.userId).length === 0;
  const membership: GroupMembership = {
    url: world.canonicalUrl(`/group_memberships/${id}.json`),
    id,
    user_id: input.userId,
    group_id: input.groupId,
    default: isFirst,
    created_at: stamp,
    updated_at: stamp,
  };
  world.memberships.set(id, membership);
  const user = world.users.get(input.userId);
  if (isFirst && user) user.default_group_id = input.groupId;
  if (user) {
    publishUserEvent(world, user, "group_membership_created", {
      group_id: String(input.groupId),
      id: String(id),
    });
  }
  return membership;
}

export function membershipsOf(world: World, userId: number): GroupMembership[] {
  return [...world.memberships.values()].filter((membership) => membership.user_id === userId);
}

export function isMember(world: World, userId: number, groupId: number): boolean {
  return membershipsOf(world, userId).some((membership) => membership.group_id === groupId);
}

/** Light, suspended and deactivated agents and customers cannot own tickets. */
export function isAssignable(world: World, userId: number): boolean {
  const user = world.users.get(userId);
  if (!user?.active || user.suspended) return false;
  return user.role !== "end-user" && user.role_type !== 1;
}
