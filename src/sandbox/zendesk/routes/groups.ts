import { Hono } from "hono";
import { recordInvalid, recordNotFound } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readRecord, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { addGroup } from "../team/add-group.ts";
import { removeMembership } from "../team/remove-membership.ts";
import type { World } from "../world.ts";

export function createGroupRoutes(world: World) {
  const routes = new Hono<Env>();

  const list = (c: ApiContext) => {
    const groups = [...world.groups.values()].filter((group) => !group.deleted);
    const page = paginate(c, world, groups, { idOf: (group) => group.id });
    return c.json({ groups: page.items, ...page.paging });
  };
  const find = (c: ApiContext) => {
    const group = world.groups.get(idParam(c, "id"));
    if (!group || group.deleted) throw recordNotFound();
    return group;
  };

  routes.get("/", list);
  routes.get("/assignable", list);
  routes.get("/:id", (c) => c.json({ group: find(c) }));

  routes.post("/", async (c) => {
    requireAdmin(c);
    const { name, description } = await readRecord(c, "group");
    if (typeof name !== "string" || name.trim() === "") {
      throw recordInvalid({ name: [{ description: "Name: cannot be blank", error: "BlankValue" }] });
    }
    const group = addGroup(world, {
      name,
      description: typeof description === "string" ? description : undefined,
    });
    c.header("Location", group.url);
    return c.json({ group }, 201);
  });

  routes.delete("/:id", (c) => {
    const caller = requireAdmin(c);
    const group = find(c);
    group.deleted = true;
    for (const membership of [...world.memberships.values()]) {
      if (membership.group_id === group.id) removeMembership(world, membership.id, caller.user.id);
    }
    return c.body(null, 204);
  });

  return routes;
}
