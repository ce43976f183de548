import type { Db } from "../../db/database.ts";
import { type LoadRow, readLoads } from "../../db/queries/loads.ts";
import { listAgents, listGroups } from "../../db/queries/roster.ts";
import type { Policy } from "../../routing/policy.ts";
import type { Agent, Roster } from "../../routing/roster.ts";

/** A roster for one decision after the other: each sees the room that those before it took. */
export interface AssignableRoster {
  /** Never changed once handed out: what a decision saw stays what it saw. */
  current(): Roster;
  /** Takes away what a ticket takes up now, so that it does not stand in its own way; undefined when that is nothing. */
  release(ticketId: string): LoadRow | undefined;
  take(ticketId: string, load: LoadRow): void;
}

/** Only work in progress counts; solved, closed and on-hold tickets do not fill an agent. */
const countedStatuses = ["new", "open", "pending"] as const;

/** Reads who could take tickets, as the mirror has it. Call it under the installation's lock. */
export async function readAssignableRoster(
  tx: Db,
  input: { installationId: string; policy: Policy; ticketIds: readonly string[] },
): Promise<AssignableRoster> {
  const { installationId, ticketIds } = input;
  const groups = await listGroups(tx, installationId);
  const agents = await listAgents(tx, installationId);
  const loads = await readLoads(tx, { installationId, statuses: countedStatuses, ticketIds });
  let roster: Roster = {
    groups: groups.map(({ groupId, name }) => ({ id: groupId, name })),
    agents: agents.map(
      (agent): Agent => ({
        id: agent.agentId,
        name: agent.name,
        groupIds: agent.groupIds,
        active: agent.active,
        // A plan that does not tell who is there must not keep every ticket waiting.
        available: agent.available ?? true,
        availabilitySource: agent.available === null ? "assumed" : "help desk",
        open: 0,
        capacity: agent.capacity,
        ...(agent.skills && { skills: agent.skills }),
      }),
    ),
  };
  const places = new Map(roster.agents.map(({ id }, place) => [id, place]));
  /** Puts agents with a changed load in the place of those before; whoever holds the old roster sees no change. */
  const add = (changes: Iterable<LoadRow>, sign: 1 | -1) => {
    const agents = [...roster.agents];
    for (const load of changes) {
      const place = places.get(load.agentId);
      const agent = place === undefined ? undefined : agents[place];
      if (place !== undefined && agent) agents[place] = withLoad(agent, load, sign);
    }
    roster = { ...roster, agents };
  };
  add([...loads.others, ...loads.own.values()], 1);
  return {
    current: () => roster,
    release(ticketId) {
      const load = loads.own.get(ticketId);
      if (load) add([load], -1);
      loads.own.delete(ticketId);
      return load;
    },
    take(ticketId, load) {
      add([load], 1);
      loads.own.set(ticketId, load);
    },
  };
}

function withLoad(agent: Agent, { queueId, effort }: LoadRow, sign: 1 | -1): Agent {
  const open = agent.open + sign * effort;
  if (queueId === null) return { ...agent, open };
  const inQueue = (agent.queueLoads?.[queueId] ?? 0) + sign * effort;
  return { ...agent, open, queueLoads: { ...agent.queueLoads, [queueId]: inQueue } };
}
