import type { LoadRow } from "../../db/queries/loads.ts";
import type { HandedOut, RotationRow } from "../../db/queries/rotations.ts";
import type { Agent, Roster } from "../../routing/roster.ts";

/** A roster of one version, nobody holding anything, and its agents as they were filled last. */
export interface KnownRoster {
  version: number;
  roster: Roster;
  filled: Map<string, { by: string; agent: Agent }>;
}

interface AgentRows {
  loads: LoadRow[];
  turns: RotationRow[];
  handedOut: HandedOut | undefined;
}

/**
 * The agents with what they hold, whose turn it is and what they were handed. Who holds the same as when this was asked
 * last is the same object as then, so that what is kept by identity stays good from one group of tickets to the next.
 */
export function fillRoster(
  { roster, filled }: KnownRoster,
  rows: {
    loads: Iterable<LoadRow>;
    rotations: Iterable<RotationRow>;
    handedOut: Iterable<HandedOut>;
  },
): Agent[] {
  const byAgent = new Map<string, AgentRows>();
  const rowsOf = (agentId: string): AgentRows => {
    const own = byAgent.get(agentId) ?? { loads: [], turns: [], handedOut: undefined };
    byAgent.set(agentId, own);
    return own;
  };
  for (const load of rows.loads) rowsOf(load.agentId).loads.push(load);
  for (const row of rows.rotations) rowsOf(row.agentId).turns.push(row);
  for (const row of rows.handedOut) rowsOf(row.agentId).handedOut = row;
  return roster.agents.map((agent) => {
    const own = byAgent.get(agent.id);
    if (!own) return agent;
    const by = nameOf(own);
    const last = filled.get(agent.id);
    if (last?.by === by) return last.agent;
    const now = fill(agent, own);
    filled.set(agent.id, { by, agent: now });
    return now;
  });
}

/** The same text for the same rows. */
function nameOf({ loads, turns, handedOut }: AgentRows): string {
  let name = "";
  for (const { queueId, effort } of loads) name += `${JSON.stringify(queueId)}:${effort},`;
  if (turns.length > 0 || handedOut) name += JSON.stringify([turns, handedOut]);
  return name;
}

function fill(agent: Agent, { loads, turns, handedOut }: AgentRows): Agent {
  let filled = agent;
  for (const load of loads) filled = withLoad(filled, load, 1);
  for (const row of turns) filled = withTurns(filled, row);
  return handedOut ? { ...filled, handedOut: handedOut.count, handedOutSince: handedOut.since } : filled;
}

/** With a load more, or with one less. */
export function withLoad(agent: Agent, { queueId, effort }: LoadRow, sign: 1 | -1): Agent {
  const open = agent.open + sign * effort;
  if (queueId === null) return { ...agent, open };
  const inQueue = (agent.queueLoads?.[queueId] ?? 0) + sign * effort;
  return { ...agent, open, queueLoads: { ...agent.queueLoads, [queueId]: inQueue } };
}

function withTurns(agent: Agent, row: RotationRow): Agent {
  const { lastAssignedAt } = agent;
  const isLater = !lastAssignedAt || Date.parse(row.lastAssignedAt) > Date.parse(lastAssignedAt);
  return {
    ...agent,
    lastAssignedAt: isLater ? row.lastAssignedAt : lastAssignedAt,
    ...(row.turns !== null && { rotation: { ...agent.rotation, [row.queueId]: row.turns } }),
  };
}
