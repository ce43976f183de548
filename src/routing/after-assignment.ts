import type { Receipt } from "./receipt.ts";
import type { Roster } from "./roster.ts";

/**
 * The roster once a decision has assigned its ticket: the agent chosen is another object with the ticket's load, turn and
 * time, and everybody else is who they were. For deciding many tickets in a row; an assignment that failed is left out
 * and has moved nothing.
 */
export function afterAssignment(
  roster: Roster,
  { reserved, turn, queue, decidedAt }: Pick<Receipt, "reserved" | "turn" | "queue" | "decidedAt">,
  { isHandOut = false }: { isHandOut?: boolean } = {},
): Roster {
  const place = reserved ? roster.agents.findIndex(({ id }) => id === reserved.agentId) : -1;
  const agent = roster.agents[place];
  if (!reserved || !agent || !queue) return roster;
  const queueLoad = (agent.queueLoads?.[queue.id] ?? 0) + reserved.points;
  const agents = roster.agents.with(place, {
    ...agent,
    open: agent.open + reserved.points,
    queueLoads: { ...agent.queueLoads, [queue.id]: queueLoad },
    lastAssignedAt: decidedAt,
    ...(turn && { rotation: { ...agent.rotation, [turn.queueId]: turn.turns } }),
    ...(isHandOut && {
      handedOut: (agent.handedOut ?? 0) + 1,
      handedOutSince: agent.handedOutSince ?? decidedAt,
    }),
  });
  const rotationFloor = turn && { ...roster.rotationFloor, [turn.queueId]: turn.floor };
  return { ...roster, agents, ...(rotationFloor && { rotationFloor }) };
}
