import { Hono } from "hono";
import { formatStamp } from "../../clock.ts";
import { notAllowed, notFound } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, requireAdmin } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import type { World } from "../world.ts";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const hourSeconds = 3_600;
/** By priority, lowest first. */
const respondHours = [24, 12, 4, 1];

/** Business hours and SLA policies, one of each: what a new account has. Their ids are text on some accounts. */
export function createScheduleRoutes(world: World) {
  const routes = new Hono<Env>();
  const businessHoursId = world.nextId();
  const policyId = world.nextId();
  const stamp = formatStamp(world.clock());
  const shown = (id: number) => (world.options.variants.settingIds === "text" ? String(id) : id);

  const businessHours = () => ({
    id: shown(businessHoursId),
    name: "Default",
    description: "Default Business Calendar",
    time_zone: "London",
    is_default: true,
    // Days off are absent, and holidays are told nowhere.
    business_hours: Object.fromEntries(
      weekdays.map((day) => [day, { start_time: "8:00 am", end_time: "5:00 pm" }]),
    ),
    created_at: stamp,
    updated_at: stamp,
  });
  const policy = () => ({
    id: shown(policyId),
    name: "Default SLA Policy",
    description: "default policy",
    active: true,
    is_default: true,
    position: 1,
    sla_target: Object.fromEntries(
      respondHours.map((hours, index) => [
        `priority_${index + 1}`,
        {
          respond_within: hours * hourSeconds,
          resolve_within: hours * 3 * hourSeconds,
          business_hours: true,
          escalation_enabled: true,
        },
      ]),
    ),
    applicable_to: {},
    // -1 is whoever has the ticket.
    escalation: { resolution: { level_1: { escalation_time: 0, agent_ids: [-1] } } },
    created_at: stamp,
    updated_at: stamp,
  });
  const only = (c: ApiContext, id: number) => {
    requireAdmin(c);
    if (idParam(world, c) !== id) throw notFound(world);
  };

  routes.get("/business_hours", (c) => {
    requireAdmin(c);
    return c.json(paginate(world, c, [businessHours()]));
  });
  routes.get("/business_hours/:id", (c) => {
    only(c, businessHoursId);
    return c.json(businessHours());
  });
  routes.get("/sla_policies", (c) => {
    requireAdmin(c);
    return c.json(paginate(world, c, [policy()]));
  });
  routes.all("/sla_policies/:id", (c) => {
    only(c, policyId);
    // There is no way to read a single one, and none to remove it.
    throw notAllowed("PUT");
  });

  return routes;
}
