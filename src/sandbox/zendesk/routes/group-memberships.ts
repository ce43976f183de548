import { Hono } from "hono";
import { recordInvalid, recordNotFound } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readRecord, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { addMembership, isAssignable, isMember } from "../team/memberships.ts";
import { removeMembership } from "../team/remove-membership.ts";
import type { GroupMembership } from "../types.ts";
import type { World } from "../world.ts";

export function createGroupMembershipRoutes(world: World) {
  const routes = new Hono<Env>();

  const list = (keep: (membership: GroupMembership, c: ApiContext) => boolean) => (c: ApiContext) => {
    const memberships = [...world.memberships.values()].filter((membership) => keep(membership, c));
    const page = paginate(c, world, memberships, { idOf: (membership) => membership.id });
    return c.json({ group_memberships: page.items, ...page.paging });
  };
  const ofGroup = (membership: GroupMembership, c: ApiContext) =>
    membership.group_id === idParam(c, "groupId");
  const assignable = (membership: GroupMembership) => isAssignable(world, membership.user_id);

  routes.get(
    "/group_memberships",
    list(() => true),
  );
  routes.get("/group_memberships/assignable", list(assignable));
  routes.get("/groups/:groupId/memberships", list(ofGroup));
  routes.get(
    "/groups/:groupId/memberships/assignable",
    list((membership, c) => ofGroup(membership, c) && assignable(membership)),
  );
  routes.get("/group_memberships/:id", (c) => {
    const membership = world.memberships.get(idParam(c, "id"));
    if (!membership) throw recordNotFound();
    return c.json({ group_membership: membership });
  });

  routes.post("/group_memberships", async (c) => {
    requireAdmin(c);
    const input = await readRecord(c, "group_membership");
    const userId = Number(input.user_id);
    const groupId = Number(input.group_id);
    const user = world.users.get(userId);
    const group = world.groups.get(groupId);
    if (!user || user.role === "end-user") {
      throw recordInvalid({ user: [{ description: "User: is invalid", error: "InvalidValue" }] });
    }
    if (!group || group.deleted) {
      throw recordInvalid({ group: [{ description: "Group: is invalid", error: "InvalidValue" }] });
    }
    if (isMember(world, userId, groupId)) {
      throw recordInvalid({
        user_id: [{ description: "User has already been taken", error: "DuplicateValue" }],
      });
    }
    const membership = addMembership(world, { userId, groupId });
    c.header("Location", membership.url);
    return c.json({ group_membership: membership }, 201);
  });

  routes.delete("/group_memberships/:id", (c) => {
    const caller = requireAdmin(c);
    const id = idParam(c, "id");
    if (!world.memberships.has(id)) throw recordNotFound();
    removeMembership(world, id, caller.user.id);
    return c.body(null, 204);
  });

  return routes;
}
