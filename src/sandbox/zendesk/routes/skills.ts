import { Hono } from "hono";
import {
  forbidden,
  invalidAttribute,
  invalidEndpoint,
  recordInvalid,
  recordNotFound,
} from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readBody, readRecord, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import {
  addAttribute,
  addValue,
  findValue,
  type SkillAttribute,
  type SkillInstance,
  type SkillValue,
  setAgentSkills,
} from "../team/skills.ts";
import type { World } from "../world.ts";

const mostAgents = 100;

/** Skills: attributes with values, and which agents have which. */
export function createSkillRoutes(world: World) {
  const routes = new Hono<Env>();

  // Plans below Enterprise do not know the path; a role without the right to skills is refused.
  routes.use(async (_c, next) => {
    if (world.options.skills === "absent") throw invalidEndpoint();
    if (world.options.skills === "forbidden") throw forbidden();
    await next();
  });

  const find = (c: ApiContext) => {
    const attribute = world.skillAttributes.get(c.req.param("id") ?? "");
    if (!attribute) throw recordNotFound();
    return attribute;
  };

  routes.get("/attributes", (c) => {
    const attributes = [...world.skillAttributes.values()].map((one) => attributeJson(world, one));
    return c.json({ attributes, ...unpaged(attributes) });
  });
  routes.post("/attributes", async (c) => {
    requireAdmin(c);
    const attribute = addAttribute(world, nameIn(await readRecord(c, "attribute")));
    return c.json({ attribute: attributeJson(world, attribute) }, 201);
  });
  routes.get("/attributes/:id", (c) => c.json({ attribute: attributeJson(world, find(c)) }));
  routes.get("/attributes/:id/values", (c) => {
    const attribute = find(c);
    const values = attribute.values.map((value) => valueJson(world, attribute, value));
    return c.json({ attribute_values: values, ...unpaged(values) });
  });
  routes.post("/attributes/:id/values", async (c) => {
    requireAdmin(c);
    const attribute = find(c);
    const value = addValue(world, attribute, nameIn(await readRecord(c, "attribute_value")));
    return c.json({ attribute_value: valueJson(world, attribute, value) }, 201);
  });

  routes.get("/agents/instance_values", (c) => {
    requireAdmin(c);
    const asked = c.req.query("filter[agent_ids]");
    const agentIds = (asked ?? "").split(",").map(Number);
    if (asked === undefined) throw invalidAttribute("filter", "Invalid parameter: filter must be present");
    if (agentIds.length > mostAgents) throw invalidAttribute("filter", `At most ${mostAgents} agents`);
    const all = agentIds.flatMap((agentId) =>
      (world.agentSkills.get(agentId) ?? []).map((instance) => instanceJson(world, agentId, instance)),
    );
    // The documentation says cursors, its example shows none.
    if (world.options.variants.skillPaging === "none")
      return c.json({ instance_values: all, ...unpaged(all) });
    const page = paginate(c, world, all, { idOf: ({ id }) => id, isCursorOnly: true });
    return c.json({ instance_values: page.items, ...page.paging });
  });
  routes.get("/agents/:id/instance_values", (c) => c.json(agentJson(world, idParam(c, "id"))));
  routes.post("/agents/:id/instance_values", async (c) => {
    requireAdmin(c);
    const agentId = idParam(c, "id");
    const { attribute_value_ids: ids } = await readBody(c);
    if (!world.users.has(agentId)) throw recordNotFound();
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string" && findValue(world, id))) {
      const details = [{ description: "Attribute value: is invalid", error: "InvalidValue" }];
      throw recordInvalid({ attribute_value_ids: details });
    }
    setAgentSkills(
      world,
      agentId,
      ids.map((id) => ({ valueId: String(id) })),
    );
    return c.json(agentJson(world, agentId));
  });

  return routes;
}

function unpaged(items: readonly unknown[]) {
  return { count: items.length, next_page: null, previous_page: null };
}

function nameIn({ name }: Record<string, unknown>): string {
  if (typeof name === "string" && name.trim() !== "") return name;
  throw recordInvalid({ name: [{ description: "Name: cannot be blank", error: "BlankValue" }] });
}

function attributeJson(world: World, { id, name, stamp }: SkillAttribute) {
  const url = world.canonicalUrl(`/routing/attributes/${id}`);
  return { url, id, name, created_at: stamp, updated_at: stamp };
}

function valueJson(world: World, attribute: SkillAttribute, { id, name, stamp }: SkillValue) {
  const url = world.canonicalUrl(`/routing/attributes/${attribute.id}/values/${id}`);
  return { url, id, name, attribute_id: attribute.id, created_at: stamp, updated_at: stamp };
}

function agentJson(world: World, agentId: number) {
  const values = (world.agentSkills.get(agentId) ?? []).flatMap(({ valueId, priority }) => {
    const found = findValue(world, valueId);
    return found
      ? [{ ...valueJson(world, found.attribute, found.value), agent_skill_priority: priority }]
      : [];
  });
  return { attribute_values: values };
}

function instanceJson(world: World, agentId: number, { id, valueId, priority, stamp }: SkillInstance) {
  const found = findValue(world, valueId);
  return {
    id,
    agent_id: agentId,
    agent_skill_priority: priority,
    attribute_id: found?.attribute.id ?? "",
    attribute_value_id: valueId,
    name: found?.value.name ?? "",
    created_at: stamp,
    updated_at: stamp,
  };
}
