import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { type LoadRow, readLoads } from "../../db/queries/loads.ts";
import { getRosterVersion } from "../../db/queries/roster.ts";
import { countHandedOut, listRotations } from "../../db/queries/rotations.ts";
import { afterAssignment } from "../../routing/after-assignment.ts";
import { countedStatuses, type Policy } from "../../routing/policy.ts";
import { pickModesOf, rampOf } from "../../routing/queue.ts";
import type { Receipt } from "../../routing/receipt.ts";
import type { Roster } from "../../routing/roster.ts";
import type { ServiceContext } from "../context.ts";
import { fillRoster, withLoad } from "../roster/fill-roster.ts";
import { readKnownRoster } from "../roster/read-known-roster.ts";

/** A roster for one decision after the other: each sees the room that those before it took. */
export interface AssignableRoster {
  /** Never changed once handed out: what a decision saw stays what it saw. */
  current(): Roster;
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
  const held = [...loads.others, ...[...loads.own.values()].flat()];
  let roster: Roster = { ...known.roster, agents: fillRoster(known, { loads: held, rotations, handedOut }) };
  const places = new Map(roster.agents.map(({ id }, place) => [id, place]));
  /** Puts changed agents in the place of those before; whoever holds the old roster sees no change. */
  const change = (rows: readonly LoadRow[], sign: 1 | -1) => {
    if (rows.length === 0) return;
    const agents = [...roster.agents];
    for (const row of rows) {
      const place = places.get(row.agentId);
      const agent = place === undefined ? undefined : agents[place];
      if (place !== undefined && agent) agents[place] = withLoad(agent, row, sign);
    }
    roster = { ...roster, agents };
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
    release(ticketId) {
      const released = loads.own.get(ticketId) ?? [];
      change(released, -1);
      loads.own.delete(ticketId);
      return released;
    },
    restore(ticketId, released) {
      change(released, 1);
      loads.own.set(ticketId, released);
    },
    take(receipt, options) {
      roster = afterAssignment(roster, receipt, options);
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
