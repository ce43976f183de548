import { Hono } from "hono";
import { invalidField, invalidValue, missingField, notFound, validationFailed } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readBody, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { addGroup, removeGroup } from "../team/create-team.ts";
import {
  adminGroupJson,
  agentJson,
  availabilityJson,
  groupJson,
  rolesJson,
  skillJson,
} from "../team/team-json.ts";
import type { AutoAssign } from "../types.ts";
import type { World } from "../world.ts";

/** Everything about agents and groups needs an admin's key, but who one is oneself. */
export function createTeamRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/agents/me", (c) => c.json(agentJson(world, c.get("caller"), true)));

  routes.get("/agents", (c) => {
    requireAdmin(c);
    const agents = [...world.agents.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
    const only = c.req.query("only");
    if (only !== undefined) {
      // Older plans do not know the word.
      if (only !== "availability" || world.options.availability === "absent") {
        throw validationFailed([invalidField("only")]);
      }
      return c.json(paginate(world, c, agents).map((agent) => availabilityJson(world, agent)));
    }
    const email = c.req.query("email");
    const found = agents.filter((agent) => email === undefined || agent.email === email.toLowerCase());
    return c.json(paginate(world, c, found).map((agent) => agentJson(world, agent, false)));
  });

  routes.get("/agents/:id", (c) => {
    requireAdmin(c);
    const agent = world.agents.get(idParam(world, c));
    if (!agent) throw notFound(world);
    return c.json(agentJson(world, agent, true));
  });

  routes.get("/roles", (c) => {
    requireAdmin(c);
    return c.json(rolesJson(world));
  });

  routes.get("/agents/:id/availability", (c) => {
    requireAdmin(c);
    const agent = world.agents.get(idParam(world, c));
    if (!agent || world.options.availability === "absent") throw notFound(world);
    return c.json(availabilityJson(world, agent).availability as Record<string, unknown>);
  });

  const find = (c: ApiContext) => {
    requireAdmin(c);
    const group = world.groups.get(idParam(world, c));
    if (!group) throw notFound(world);
    return group;
  };

  routes.get("/groups", (c) => {
    requireAdmin(c);
    const page = paginate(world, c, [...world.groups.values()]);
    return c.json(page.map((group) => groupJson(world, group, false)));
  });
  routes.get("/groups/:id", (c) => c.json(groupJson(world, find(c), true)));
  routes.post("/groups", async (c) => {
    requireAdmin(c);
    const { name, agent_ids, auto_ticket_assign } = await readBody(c);
    if (typeof name !== "string" || name.trim() === "") throw validationFailed([missingField("name")]);
    const group = addGroup(world, { name, autoAssign: autoAssignOf(auto_ticket_assign) });
    for (const id of Array.isArray(agent_ids) ? agent_ids : []) group.agentIds.add(Number(id));
    return c.json(groupJson(world, group, true), 201);
  });
  routes.put("/groups/:id", async (c) => {
    const group = find(c);
    const { agent_ids, auto_ticket_assign } = await readBody(c);
    if (Array.isArray(agent_ids)) group.agentIds = new Set(agent_ids.map(Number));
    if (auto_ticket_assign !== undefined) group.autoAssign = autoAssignOf(auto_ticket_assign);
    return c.json(groupJson(world, group, true));
  });
  routes.delete("/groups/:id", (c) => {
    removeGroup(world, find(c).id);
    return c.body(null, 204);
  });

  routes.use("/admin/groups/*", async (_c, next) => {
    if (world.options.adminGroups === "absent") throw notFound(world);
    await next();
  });
  routes.get("/admin/groups", (c) => {
    requireAdmin(c);
    if (world.options.adminGroups === "absent") throw notFound(world);
    return c.json(paginate(world, c, [...world.groups.values()]).map(adminGroupJson));
  });
  routes.get("/admin/groups/:id", (c) => c.json(adminGroupJson(find(c))));

  for (const [path, kind] of [
    ["/admin/skills", "admin"],
    ["/skills", "old"],
  ] as const) {
    routes.get(path, (c) => {
      requireAdmin(c);
      if (world.options.skills === "absent" || world.options.skillsPath !== kind) throw notFound(world);
      return c.json(paginate(world, c, [...world.skills.values()]).map((skill) => skillJson(world, skill)));
    });
  }

  return routes;
}

/** Readable are more kinds of assignment than can be written. */
function autoAssignOf(value: unknown): AutoAssign {
  if (value === undefined) return 0;
  if (value !== 0 && value !== 1) {
    throw validationFailed([invalidValue("auto_ticket_assign", "It should be one of these values: '0,1'")]);
  }
  return value;
}
