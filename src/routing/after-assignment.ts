import type { Receipt } from "./receipt.ts";
import type { Agent, Roster } from "./roster.ts";

/** What of a receipt changes the roster. */
type Assigned = Pick<Receipt, "reserved" | "turn" | "queue" | "decidedAt">;

/**
 * The roster once a decision has assigned its ticket: the agent chosen is another object with the ticket's load, turn and
 * time, and everybody else is who they were. For deciding many tickets in a row; an assignment that failed is left out
 * and has moved nothing.
 */
export function afterAssignment(
  roster: Roster,
  assigned: Assigned,
  options: { isHandOut?: boolean } = {},
): Roster {
  const place = assigned.reserved
    ? roster.agents.findIndex(({ id }) => id === assigned.reserved?.agentId)
    : -1;
  const agent = roster.agents[place];
  if (!agent || !assigned.queue) return roster;
  const agents = roster.agents.with(place, agentAfter(agent, assigned, options));
  return { ...roster, agents, ...floorAfter(roster, assigned) };
}

/** The agent chosen, with the ticket's load, turn and time. */
export function agentAfter(
  agent: Agent,
  { reserved, turn, queue, decidedAt }: Assigned,
  { isHandOut = false }: { isHandOut?: boolean } = {},
): Agent {
  if (!reserved || !queue) return agent;
  const queueLoad = (agent.queueLoads?.[queue.id] ?? 0) + reserved.points;
  return {
    ...agent,
    open: agent.open + reserved.points,
    queueLoads: { ...agent.queueLoads, [queue.id]: queueLoad },
    lastAssignedAt: decidedAt,
    ...(turn && { rotation: { ...agent.rotation, [turn.queueId]: turn.turns } }),
    ...(isHandOut && {
      handedOut: (agent.handedOut ?? 0) + 1,
      handedOutSince: agent.handedOutSince ?? decidedAt,
    }),
  };
}

/** How far the queue's rotation has come, where it rotates. */
export function floorAfter({ rotationFloor }: Roster, { turn }: Assigned): Pick<Roster, "rotationFloor"> {
  return turn ? { rotationFloor: { ...rotationFloor, [turn.queueId]: turn.floor } } : {};
}
