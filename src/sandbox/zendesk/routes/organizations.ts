import { Hono } from "hono";
import { recordNotFound } from "../http/api-error.ts";
import { type Env, idParam, idsQuery } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { World } from "../world.ts";

export function createOrganizationRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/", (c) => {
    const page = paginate(c, world, [...world.organizations.values()], { idOf: (item) => item.id });
    return c.json({ organizations: page.items, ...page.paging });
  });

  routes.get("/show_many", (c) => {
    const organizations = idsQuery(c).flatMap((id) => world.organizations.get(id) ?? []);
    return c.json({ organizations, next_page: null, previous_page: null, count: organizations.length });
  });

  routes.get("/:id", (c) => {
    const organization = world.organizations.get(idParam(c, "id"));
    if (!organization) throw recordNotFound();
    return c.json({ organization });
  });

  return routes;
}
