import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { listHeldTickets } from "../../db/queries/held-tickets.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { saveRebalance } from "../../db/queries/rebalances.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import { type Placement, rebalance } from "../../routing/rebalance.ts";
import type { Roster } from "../../routing/roster.ts";
import type { TicketPriority } from "../../routing/ticket.ts";
import type { Actor } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { readAssignableRoster } from "../tickets/read-assignable-roster.ts";

/** The most urgent ones; 500 tickets among 200 agents take half a second. */
const mostTickets = 500;
/** What is older says too little of who is there now. */
export const validMinutes = 15;

export interface PlannedPlace {
  ticketId: string;
  priority: TicketPriority | null;
  /** ISO 8601, UTC. */
  heldSince: string;
  agentId: string;
  agentName: string;
  queueName: string;
  groupName: string;
  /** Effort points. */
  effort: number;
  why: {
    /** Of what the ticket asks for, what they have. */
    skills: string[];
    isPreferred: boolean;
    /** It goes to a queue that it overflows to. */
    isOverflow: boolean;
  };
}

export interface RebalancePreview {
  id: string;
  /** ISO 8601, UTC. */
  validUntil: string;
  /** The most urgent first. */
  places: PlannedPlace[];
  /** Held tickets that nobody can take now. */
  left: string[];
  /** Of the agents who would get something, in effort points. */
  loads: { agentId: string; name: string; before: number; after: number; capacity: number }[];
}

/**
 * Who would get which of the held tickets if they were placed together, as many and as evenly as can be. Nothing happens;
 * what was shown is kept for a while, so that exactly that can be applied.
 *
 * @throws NotFoundError where nothing is set up yet
 */
export async function previewRebalance(
  context: ServiceContext,
  input: { installationId: string; actor: Actor },
): Promise<RebalancePreview> {
  const { installationId } = input;
  const { db, rosters, platform } = context;
  const now = isoNow(platform);
  const read = await db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const policy = await findActivePolicy(tx, installationId);
    if (!policy) throw new NotFoundError("a policy of this installation");
    const held = await listHeldTickets(tx, { installationId, limit: mostTickets });
    const assignable = await readAssignableRoster(
      { tx, rosters },
      { installationId, policy: policy.document, ticketIds: [], now, isPaced: false },
    );
    return { policy, held, roster: assignable.current() };
  });
  const { policy, roster } = read;
  const waiting = read.held.filter(({ isTaken, isReleased }) => !isTaken && !isReleased);
  // Outside the lock, for it may take half a second, and others wait for that.
  const { placements, left, loads } = rebalance(
    policy.document,
    roster,
    waiting.map(({ demand }) => demand),
    now,
  );
  const cycles = new Map(waiting.map(({ ticketId, cycle }) => [ticketId, cycle]));
  const demands = new Map(waiting.map(({ ticketId, demand }) => [ticketId, demand]));
  const id = platform.newId();
  const olderThan = new Date(platform.now() - validMinutes * 60_000).toISOString();
  const planned = placements.flatMap(({ ticketId, agentId }) => {
    const cycle = cycles.get(ticketId);
    return cycle === undefined ? [] : [{ ticketId, cycle, agentId }];
  });
  const row = {
    id,
    installationId,
    policyVersion: policy.version,
    planned,
    madeBy: input.actor,
    madeAt: now,
  };
  await db.transaction((tx: Db) => saveRebalance(tx, row, { olderThan }));
  const nameOf = new Map(roster.agents.map((agent) => [agent.id, agent.name]));
  return {
    id,
    validUntil: new Date(platform.now() + validMinutes * 60_000).toISOString(),
    places: placements.flatMap((placement) => {
      const demand = demands.get(placement.ticketId);
      return demand ? [describePlace(placement, demand, policy.document.queues, roster)] : [];
    }),
    left,
    loads: loads.map((load) => ({ ...load, name: nameOf.get(load.agentId) ?? load.agentId })),
  };
}

function describePlace(
  { ticketId, agentId, queueId, groupId, effort }: Placement,
  demand: HeldDemand,
  queues: readonly { id: string; name: string }[],
  roster: Roster,
): PlannedPlace {
  const agent = roster.agents.find(({ id }) => id === agentId);
  const place = [demand, ...demand.overflow].find((one) => one.queueId === queueId) ?? demand;
  const own = new Set(Object.keys(agent?.skills ?? {}).map((skill) => skill.toLowerCase()));
  return {
    ticketId,
    priority: demand.priority,
    heldSince: demand.heldSince,
    agentId,
    agentName: agent?.name ?? agentId,
    queueName: queues.find(({ id }) => id === queueId)?.name ?? queueId,
    groupName: roster.groups.find(({ id }) => id === groupId)?.name ?? groupId,
    effort,
    why: {
      skills: place.skills.flatMap(({ skill }) => (own.has(skill.toLowerCase()) ? [skill] : [])),
      isPreferred: demand.preferredAgentIds.includes(agentId),
      isOverflow: queueId !== demand.queueId,
    },
  };
}
