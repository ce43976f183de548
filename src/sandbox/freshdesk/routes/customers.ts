import { Hono } from "hono";
import { ApiError } from "../../http/api-error.ts";
import { missingField, notFound, validationFailed } from "../http/api-error.ts";
import { type Env, idParam, readBody } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { findOrAddContact } from "../team/create-team.ts";
import { companyJson, contactJson } from "../team/team-json.ts";
import type { World } from "../world.ts";

export function createCustomerRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/contacts", (c) => {
    const email = c.req.query("email")?.toLowerCase();
    const found = [...world.contacts.values()].filter(
      (contact) => email === undefined || contact.email === email,
    );
    return c.json(paginate(world, c, found).map(contactJson));
  });
  routes.post("/contacts", async (c) => {
    const { email, name } = await readBody(c);
    if (typeof name !== "string" || typeof email !== "string")
      throw validationFailed([missingField("email")]);
    if (world.contactIdByEmail.has(email.toLowerCase())) {
      throw new ApiError(409, {
        description: "Validation failed",
        errors: [{ field: "email", message: "It should be a unique value", code: "duplicate_value" }],
      });
    }
    return c.json(contactJson(findOrAddContact(world, { name, email })), 201);
  });
  routes.get("/contacts/:id", (c) => {
    const contact = world.contacts.get(idParam(world, c));
    if (!contact) throw notFound(world);
    return c.json(contactJson(contact));
  });

  routes.get("/companies", (c) => c.json(paginate(world, c, [...world.companies.values()]).map(companyJson)));
  routes.get("/companies/:id", (c) => {
    const company = world.companies.get(idParam(world, c));
    if (!company) throw notFound(world);
    return c.json(companyJson(company));
  });

  return routes;
}
