import { Hono } from "hono";
import { type Env, requireAdmin } from "../http/env.ts";
import { customFieldNames, priorities, sources, statuses, ticketTypes } from "../tickets/ticket-input.ts";
import type { World } from "../world.ts";

/** The account itself, and the fields of its tickets with their choices. */
export function createAccountRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get("/account", (c) => {
    requireAdmin(c);
    return c.json({
      account_id: world.accountId,
      account_name: "Larkfield Goods",
      account_domain: `${world.subdomain}.freshdesk.com`,
      organisation_name: `${world.subdomain}.myfreshworks.com`,
      tier_type: "Enterprise",
      data_center: "US",
      timezone: "London",
      total_agents: { full_time: world.agents.size, occasional: 0 },
    });
  });

  routes.get("/ticket_fields", (c) => {
    const invert = (record: Record<number, string>) =>
      Object.fromEntries(Object.entries(record).map(([code, label]) => [label, Number(code)]));
    const names = (entries: Iterable<{ id: number; name: string }>) =>
      Object.fromEntries([...entries].map((entry) => [entry.name, entry.id]));
    const choices: Record<string, unknown> = {
      status: Object.fromEntries(Object.entries(statuses).map(([code, label]) => [code, [label, label]])),
      priority: invert(priorities),
      source: invert(sources),
      ticket_type: ticketTypes,
      group: names(world.groups.values()),
      agent: names(world.agents.values()),
    };
    const fields = ["subject", ...Object.keys(choices), "description", ...customFieldNames];
    return c.json(
      fields.map((name, index) => ({
        id: index + 1,
        name,
        label: name.replace(/^cf_/, "").replaceAll("_", " "),
        type: name.startsWith("cf_") ? "custom_text" : `default_${name}`,
        position: index + 1,
        default: !name.startsWith("cf_"),
        required_for_closure: false,
        required_for_agents: world.requiredFields.has(name),
        required_for_customers: false,
        ...(choices[name] === undefined ? {} : { choices: choices[name] }),
      })),
    );
  });

  return routes;
}
