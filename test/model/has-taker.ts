import type { RoutingCycle } from "../../src/db/schema/index.ts";
import type { AgentSettings } from "../../src/routing/agent-settings.ts";
import type { Ticket } from "../../src/sandbox/zendesk/types.ts";
import { openStatuses } from "./history.ts";
import { skill } from "./policy-of.ts";
import type { World } from "./world.ts";

/**
 * Whether somebody is surely free for a held ticket, by the help desk's own account with what leads set. Who was handed one
 * a moment ago has to have a pause first, and where tickets are taken back there is always somebody who was.
 */
export function hasTaker(
  world: World,
  {
    ticket,
    held,
    settings,
    cycles,
  }: { ticket: Ticket; held: RoutingCycle; settings: Map<string, AgentSettings>; cycles: RoutingCycle[] },
): boolean {
  const { sandbox, agentIds, scenario } = world;
  const loadOf = (agentId: number) =>
    sandbox
      .tickets()
      .filter((one) => one.assignee_id === agentId && openStatuses.includes(one.status))
      .reduce((sum, one) => sum + effortOf(world, one.id), 0);
  const { ramp } = scenario;
  const rampStartMs = world.now() - ramp.minutes * 60_000;
  const handedTo = (agentId: number) =>
    cycles.filter(
      ({ assigneeId, handedOutAt }) =>
        assigneeId === String(agentId) && handedOutAt !== null && Date.parse(handedOutAt) > rampStartMs,
    ).length;
  const needsSkill = scenario.terms.skill === "stays" && ticket.tags.includes("orders");
  return sandbox.agents().some(({ id, groupIds, status, suspended }) => {
    const own = settings.get(String(id));
    return (
      agentIds.includes(id) &&
      !suspended &&
      status === "online" &&
      groupIds.includes(ticket.group_id ?? 0) &&
      held.fromAgentId !== String(id) &&
      handedTo(id) < ramp.tickets &&
      own?.shift === undefined &&
      (!needsSkill || own?.skills?.[skill] !== undefined) &&
      loadOf(id) + effortOf(world, ticket.id) <= (own?.capacity ?? scenario.capacity)
    );
  });
}

/** What a ticket takes of an agent's capacity once it has been routed. */
export function effortOf({ sandbox, scenario }: World, ticketId: number): number {
  const isOrder = sandbox.findTicket(ticketId)?.tags.includes("orders") ?? false;
  return isOrder ? (scenario.terms.effort ?? 1) : 1;
}
