import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { type LoadRow, readLoads } from "../../db/queries/loads.ts";
import { getRosterVersion } from "../../db/queries/roster.ts";
import { countHandedOut, listRotations } from "../../db/queries/rotations.ts";
import { agentAfter, floorAfter } from "../../routing/after-assignment.ts";
import { createHistory, type History } from "../../routing/create-history.ts";
import { countedStatuses, type Policy } from "../../routing/policy.ts";
import { pickModesOf, rampOf } from "../../routing/queue.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { Agent, Roster } from "../../routing/roster.ts";
import type { Standings } from "../../routing/standings.ts";
import type { ServiceContext } from "../context.ts";
import { fillRoster, withLoad } from "../roster/fill-roster.ts";
import { readKnownRoster } from "../roster/read-known-roster.ts";

/** A roster for one decision after the other: each sees the room that those before it took. */
export interface AssignableRoster {
  /** Its list of agents changes with what is taken and released afterwards; the agents themselves never do. */
  current(): Roster;
  /** The list of agents with its past, so that a decision can be told with what it saw. */
  agents: History<Agent>;
  /** The agents' order by queue, kept from one reading to the next. */
  standings: Standings;
  /** Takes away what a ticket takes up now, so that it does not stand in its own way. */
  release(ticketId: string): LoadRow[];
  /** Gives back what was released. */
  restore(ticketId: string, released: LoadRow[]): void;
  /** Takes the room of a decision, and moves on whose turn it is. */
  take(receipt: Receipt, options: { isHandOut: boolean }): void;
}

/**
 * Reads who could take tickets, as the mirror has it. Call it under the installation's lock, and with `isPaced` when held
 * tickets are among those to be decided.
 */
export async function readAssignableRoster(
  { tx, rosters }: { tx: Db; rosters: ServiceContext["rosters"] },
  input: {
    installationId: string;
    policy: Policy;
    ticketIds: readonly string[];
    now: string;
    isPaced: boolean;
  },
): Promise<AssignableRoster> {
  const { installationId, policy, ticketIds, now } = input;
  const [version, loads, rotations, handedOut] = await inOneFlight([
    getRosterVersion(tx, installationId),
    readLoads(tx, { installationId, statuses: countedStatuses(policy), ticketIds }),
    takesTurns(policy) ? listRotations(tx, { installationId, ticketIds }) : [],
    input.isPaced ? countHandedOut(tx, { installationId, ticketIds, sinceIso: rampStart(policy, now) }) : [],
  ]);
  const known = await readKnownRoster({ tx, rosters }, { installationId, version });
  const filled = fillRoster(known, { loads: loads.all, rotations, handedOut });
  // One list for all decisions: a copy for each would cost more than most decisions do.
  const agents = createHistory(filled);
  let roster: Roster = { ...known.roster, agents: agents.list };
  const change = (agentId: string, toChanged: (agent: Agent) => Agent) => {
    const place = known.places.get(agentId);
    const agent = place === undefined ? undefined : agents.list[place];
    if (place !== undefined && agent) agents.set(place, toChanged(agent));
  };
  const changeLoads = (rows: readonly LoadRow[], sign: 1 | -1) => {
    for (const row of rows) change(row.agentId, (agent) => withLoad(agent, row, sign));
  };
  const raiseFloor = (queueId: string, floor: number) => {
    const rotationFloor = roster.rotationFloor ?? {};
    roster = {
      ...roster,
      rotationFloor: { ...rotationFloor, [queueId]: Math.max(rotationFloor[queueId] ?? 0, floor) },
    };
  };

  for (const { queueId, floor } of rotations) if (floor !== null) raiseFloor(queueId, floor);

  return {
    current: () => roster,
    agents,
    standings: known.standings,
    release(ticketId) {
      const released = loads.own.get(ticketId) ?? [];
      changeLoads(released, -1);
      loads.own.delete(ticketId);
      return released;
    },
    restore(ticketId, released) {
      changeLoads(released, 1);
      loads.own.set(ticketId, released);
    },
    take(receipt, options) {
      const { reserved } = receipt;
      if (reserved) change(reserved.agentId, (agent) => agentAfter(agent, receipt, options));
      roster = { ...roster, ...floorAfter(roster, receipt) };
    },
  };
}

/** Whether anybody is chosen by who had something when; if not, nobody needs to know. */
function takesTurns({ queues }: Policy): boolean {
  return queues.some((queue) =>
    pickModesOf(queue).some((mode) => mode === "rotation" || mode === "longest since last"),
  );
}

/** From when on it counts what somebody was handed. */
function rampStart({ queues }: Policy, now: string): string {
  const minutes = Math.max(...queues.map((queue) => rampOf(queue).minutes));
  return new Date(Date.parse(now) - minutes * 60_000).toISOString();
}
