import { Hono } from "hono";
import { type Env, requireAdmin } from "../http/env.ts";
import type { World } from "../world.ts";

export function createAccountSettingsRoutes(world: World) {
  const routes = new Hono<Env>();
  const hasOmnichannel = world.options.availability === "full";

  routes.get("/settings", (c) => {
    requireAdmin(c);
    return c.json({
      settings: {
        active_features: { business_hours: false, light_agents: true, customer_satisfaction: false },
        agents: { agent_workspace: hasOmnichannel, unified_agent_statuses: hasOmnichannel },
        api: { accepted_api_agreement: true, api_password_access: "false", api_token_access: "false" },
        routing: {
          enabled: world.options.omnichannelRouting,
          autorouting_tag: "",
          max_email_capacity: world.options.maxOpenTicketsPerAgent,
          max_messaging_capacity: 3,
          reassignment_messaging_enabled: false,
        },
        tickets: { comments_public_by_default: true, is_first_comment_private_enabled: false, tagging: true },
      },
    });
  });

  return routes;
}
