import type { LoadRow } from "../../db/queries/loads.ts";
import type { HandedOut, RotationRow } from "../../db/queries/rotations.ts";
import type { Agent, Roster } from "../../routing/roster.ts";
import type { Standings } from "../../routing/standings.ts";

/** A roster of one version, nobody holding anything, and its agents as they were filled last. */
export interface KnownRoster {
  version: number;
  roster: Roster;
  /** In the roster's list of agents, by agent id. */
  places: ReadonlyMap<string, number>;
  /** By place. */
  filled: ({ by: AgentRows; agent: Agent } | undefined)[];
  /** Their order by queue, as it was found last. */
  standings: Standings;
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
  { roster, places, filled }: KnownRoster,
  rows: { loads: readonly LoadRow[]; rotations: readonly RotationRow[]; handedOut: readonly HandedOut[] },
): Agent[] {
  const byPlace: (AgentRows | undefined)[] = [];
  const addTo = (agentId: string, add: (own: AgentRows) => void) => {
    const place = places.get(agentId);
    // Somebody who has left may hold tickets still.
    if (place === undefined) return;
    byPlace[place] ??= { loads: [], turns: [], handedOut: undefined };
    add(byPlace[place]);
  };
  for (const load of rows.loads) addTo(load.agentId, ({ loads }) => loads.push(load));
  for (const row of rows.rotations) addTo(row.agentId, ({ turns }) => turns.push(row));
  for (const row of rows.handedOut) addTo(row.agentId, (own) => Object.assign(own, { handedOut: row }));
  return roster.agents.map((agent, place) => {
    const own = byPlace[place];
    if (!own) return agent;
    const last = filled[place];
    if (last && isSame(last.by, own)) return last.agent;
    const now = fill(agent, own);
    filled[place] = { by: own, agent: now };
    return now;
  });
}

function isSame(one: AgentRows, other: AgentRows): boolean {
  const { length } = one.loads;
  if (length !== other.loads.length) return false;
  for (let at = 0; at < length; at++) {
    const [load, otherLoad] = [one.loads[at], other.loads[at]];
    if (load?.queueId !== otherLoad?.queueId || load?.effort !== otherLoad?.effort) return false;
  }
  // Mostly nobody takes turns, and nobody is handed anything.
  const isBare = ({ turns, handedOut }: AgentRows) => turns.length === 0 && handedOut === undefined;
  if (isBare(one) && isBare(other)) return true;
  return JSON.stringify([one.turns, one.handedOut]) === JSON.stringify([other.turns, other.handedOut]);
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
