import { Hono } from "hono";
import * as z from "zod";
import { forbidden, recordInvalid, recordNotFound } from "../http/api-error.ts";
import { type Env, idParam, idsQuery, readRecord, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { addUser } from "../team/add-user.ts";
import { deletePerson } from "../team/change-people.ts";
import { membershipsOf } from "../team/memberships.ts";
import type { World } from "../world.ts";

const userInput = z.object({
  name: z.string().min(1),
  email: z.email(),
  role: z.enum(["end-user", "agent", "admin"]).default("end-user"),
});

export function createUserRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/", (c) => {
    const roles = [...(c.req.queries("role[]") ?? []), ...(c.req.queries("role") ?? [])];
    const users = [...world.users.values()].filter(
      (user) => user.active && (roles.length === 0 || roles.includes(user.role)),
    );
    const page = paginate(c, world, users, { idOf: (user) => user.id });
    return c.json({ users: page.items, ...page.paging });
  });

  routes.post("/", async (c) => {
    const parsed = userInput.safeParse(await readRecord(c, "user"));
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? "base");
      const label = field.slice(0, 1).toUpperCase() + field.slice(1);
      throw recordInvalid({ [field]: [{ description: `${label}: is invalid`, error: "InvalidValue" }] });
    }
    if (parsed.data.role !== "end-user" && c.get("caller").user.role !== "admin") throw forbidden();
    if (world.userIdByEmail.has(parsed.data.email.toLowerCase())) {
      throw recordInvalid({
        email: [
          {
            description: `Email: ${parsed.data.email} is already being used by another user`,
            error: "DuplicateValue",
          },
        ],
      });
    }
    const user = addUser(world, parsed.data);
    c.header("Location", user.url);
    return c.json({ user }, 201);
  });

  routes.get("/me", (c) => {
    const { user } = c.get("caller");
    return c.json({
      user: { ...user, authenticity_token: world.random.base64(32, `authenticity:${user.id}`) },
    });
  });

  routes.get("/show_many", (c) => {
    const users = idsQuery(c)
      .slice(0, 100)
      .flatMap((id) => world.users.get(id) ?? []);
    return c.json({ users, next_page: null, previous_page: null, count: users.length });
  });

  routes.get("/:id", (c) => {
    const user = world.users.get(idParam(c, "id"));
    if (!user) throw recordNotFound();
    return c.json({ user });
  });

  routes.delete("/:id", (c) => {
    const caller = requireAdmin(c);
    const user = world.users.get(idParam(c, "id"));
    if (!user?.active) throw recordNotFound();
    deletePerson(world, user.id, caller.user.id);
    return c.json({ user });
  });

  routes.get("/:id/group_memberships", (c) => {
    const page = paginate(c, world, membershipsOf(world, idParam(c, "id")), { idOf: (item) => item.id });
    return c.json({ group_memberships: page.items, ...page.paging });
  });

  return routes;
}
