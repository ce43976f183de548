import { Hono } from "hono";
import { notFound } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readBody, requireAdmin } from "../http/env.ts";
import { parseRuleInput, type Rule, ruleKinds } from "../rules/rule-input.ts";
import { ruleJson } from "../rules/rule-json.ts";
import type { World } from "../world.ts";

/** Automation rules; a webhook is one of the things that a rule can do. */
export function createAutomationRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    requireAdmin(c);
    await next();
  });

  const kindOf = (c: ApiContext) => {
    const kind = ruleKinds.find((one) => String(one) === c.req.param("kind"));
    if (kind === undefined) throw notFound(world);
    return kind;
  };
  const find = (c: ApiContext): Rule => {
    const rule = world.rules.get(idParam(world, c));
    if (!rule || rule.kind !== kindOf(c)) throw notFound(world);
    return rule;
  };

  routes.get("/:kind/rules", (c) => {
    const kind = kindOf(c);
    const rules = [...world.rules.values()].filter((rule) => rule.kind === kind);
    const cascades = kind !== 1 || world.options.variants.creationRules === "all";
    return c.json({
      rules: rules.map((rule) => ruleJson(world, rule)),
      meta: { count: rules.length, cascading_rules: cascades },
    });
  });

  routes.post("/:kind/rules", async (c) => {
    const kind = kindOf(c);
    const { position, ...input } = parseRuleInput(await readBody(c), kind);
    const nowMs = world.clock();
    const rule: Rule = { ...input, id: world.nextId(), kind, createdAtMs: nowMs, updatedAtMs: nowMs };
    world.secrets.push(...secretsOf(rule));
    insertAt(world, rule, position);
    return c.json(ruleJson(world, rule), 201);
  });

  routes.get("/:kind/rules/:id", (c) => c.json(ruleJson(world, find(c))));

  routes.put("/:kind/rules/:id", async (c) => {
    const rule = find(c);
    const { position, ...input } = parseRuleInput({ ...rule, ...(await readBody(c)) }, rule.kind);
    Object.assign(rule, input, { updatedAtMs: world.clock() });
    return c.json(ruleJson(world, rule));
  });

  routes.delete("/:kind/rules/:id", (c) => {
    world.rules.delete(find(c).id);
    return c.body(null, 204);
  });

  return routes;
}

/** What its webhooks carry to prove where they come from. */
function secretsOf(rule: Rule): string[] {
  return rule.actions.flatMap((action) =>
    "custom_headers" in action ? Object.values(action.custom_headers ?? {}) : [],
  );
}

/** Rules run in the order of their position; without one, a new rule is the last. */
function insertAt(world: World, rule: Rule, position: number | undefined): void {
  const others = [...world.rules.values()];
  const siblings = others.filter((other) => other.kind === rule.kind);
  const before = position === undefined ? undefined : siblings[position - 1];
  world.rules.clear();
  for (const other of others) {
    if (other === before) world.rules.set(rule.id, rule);
    world.rules.set(other.id, other);
  }
  world.rules.set(rule.id, rule);
}
