import { Hono } from "hono";
import { formatStamp } from "../../clock.ts";
import { invalidEndpoint, recordNotFound } from "../http/api-error.ts";
import type { Quota } from "../http/create-quota.ts";
import { type Env, idParam } from "../http/env.ts";
import { paginate } from "../http/paginate.ts";
import { membershipsOf } from "../team/memberships.ts";
import type { AgentStatus } from "../types.ts";
import type { World } from "../world.ts";

const statuses: Record<AgentStatus, { id: number; name: string }> = {
  offline: { id: 2, name: "Offline" },
  online: { id: 3, name: "Online" },
  away: { id: 4, name: "Away" },
  transfers_only: { id: 5, name: "Transfers only" },
};

export function createAgentAvailabilityRoutes(world: World, quota: Quota) {
  const routes = new Hono<Env>();

  // Plans without omnichannel routing do not know the path at all.
  routes.use(async (_c, next) => {
    if (world.options.availability === "absent") throw invalidEndpoint();
    quota.availability();
    await next();
  });

  routes.get("/", (c) => {
    const workItems = countWorkItems(world);
    const page = paginate(c, world, [...world.statuses.keys()], { idOf: (id) => id, isCursorOnly: true });
    const included =
      c.req.query("include") === "channels"
        ? { included: page.items.map((id) => supportChannel(world, id, workItems)) }
        : {};
    return c.json({ data: page.items.map((id) => availability(world, id)), ...included, ...page.paging });
  });

  routes.get("/agent_statuses", (c) =>
    c.json({
      data: Object.values(statuses).map(({ id, name }) => ({
        type: "agent_statuses",
        id: String(id),
        attributes: { name },
      })),
    }),
  );

  routes.get("/:id", (c) => {
    const id = idParam(c, "id");
    if (!world.statuses.has(id)) throw recordNotFound();
    return c.json({
      data: availability(world, id),
      included: [supportChannel(world, id, countWorkItems(world))],
    });
  });

  return routes;
}

function availability(world: World, agentId: number) {
  const status = statuses[world.statuses.get(agentId) ?? "offline"];
  const stamp = formatStamp(world.statusChangedAtMs.get(agentId) ?? world.clock());
  return {
    type: "agent_availabilities",
    id: `agent_availabilities|${agentId}`,
    attributes: {
      agent_id: agentId,
      agent_status: { ...status, updated_at: stamp },
      group_ids: membershipsOf(world, agentId).map((membership) => membership.group_id),
      skills: [],
      version: 1,
    },
    links: { self: world.canonicalUrl(`/agent_availabilities/${agentId}`) },
    relationships: { channels: { data: [{ type: "channels", id: channelId(agentId) }] } },
  };
}

function supportChannel(world: World, agentId: number, workItems: Map<number, number>) {
  const status = world.statuses.get(agentId) ?? "offline";
  return {
    type: "channels",
    id: channelId(agentId),
    attributes: {
      name: "support",
      status: status === "transfers_only" ? "online" : status,
      work_item_count: workItems.get(agentId) ?? 0,
      max_capacity: world.options.maxOpenTicketsPerAgent,
    },
  };
}

function channelId(agentId: number): string {
  return `agent_availabilities|${agentId}|channels|support`;
}

function countWorkItems(world: World): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { ticket, deleted } of world.tickets.values()) {
    if (deleted || ticket.assignee_id === null || ticket.status !== "open") continue;
    counts.set(ticket.assignee_id, (counts.get(ticket.assignee_id) ?? 0) + 1);
  }
  return counts;
}
