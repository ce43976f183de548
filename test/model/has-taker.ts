import type { RoutingCycle } from "../../src/db/schema/index.ts";
import type { AgentSettings } from "../../src/routing/agent-settings.ts";
import type { DeskTicket } from "./desks/desk.ts";
import { openStatuses } from "./history.ts";
import { dropAfterMinutes, skill } from "./policy-of.ts";
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
  }: { ticket: DeskTicket; held: RoutingCycle; settings: Map<string, AgentSettings>; cycles: RoutingCycle[] },
): boolean {
  const { desk, agentIds, scenario } = world;
  const loadOf = (agentId: string) =>
    desk
      .tickets()
      .filter((one) => one.assigneeId === agentId && openStatuses.includes(one.status))
      .reduce((sum, one) => sum + effortOf(world, one.id), 0);
  const { ramp } = scenario;
  const rampStartMs = world.now() - ramp.minutes * 60_000;
  const handedTo = (agentId: string) =>
    cycles.filter(
      ({ assigneeId, handedOutAt }) =>
        assigneeId === agentId && handedOutAt !== null && Date.parse(handedOutAt) > rampStartMs,
    ).length;
  const needsSkill = ticket.isOrder && (scenario.terms.skill === "stays" || isSkillAsked());
  /** It drops a minute after the hold began, and a ticket that was taken back is held anew. */
  function isSkillAsked(): boolean {
    const heldMs = world.now() - Date.parse(held.heldSince ?? held.openedAt);
    return scenario.terms.skill === "drops" && heldMs < dropAfterMinutes * 60_000;
  }
  return desk.agents().some(({ id, groupIds, isAvailable, isSuspended }) => {
    const own = settings.get(id);
    return (
      agentIds.includes(id) &&
      !isSuspended &&
      isAvailable &&
      groupIds.includes(ticket.groupId ?? "") &&
      held.fromAgentId !== id &&
      handedTo(id) < ramp.tickets &&
      own?.shift === undefined &&
      (!needsSkill || own?.skills?.[skill] !== undefined) &&
      loadOf(id) + effortOf(world, ticket.id) <= (own?.capacity ?? scenario.capacity)
    );
  });
}

/** What a ticket takes of an agent's capacity once it has been routed. */
export function effortOf({ desk, scenario }: World, ticketId: string): number {
  const isOrder = desk.tickets().some(({ id, isOrder: is }) => id === ticketId && is);
  return isOrder ? (scenario.terms.effort ?? 1) : 1;
}
