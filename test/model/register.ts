import type { DecisionRow, RoutingCycle } from "../../src/db/schema/index.ts";
import type { AgentSettings } from "../../src/routing/agent-settings.ts";
import type { Change } from "./history.ts";
import type { ModelDatabase } from "./model-database.ts";

/** What the database holds in the end, read by the test itself. */
export interface Register {
  cycles: RoutingCycle[];
  decisions: DecisionRow[];
  /** What leads set, by agent. */
  settings: Map<string, AgentSettings>;
  /** Tickets for which room is still taken. */
  reserved: string[];
}

export async function readRegister({ db }: ModelDatabase): Promise<Register> {
  const cycles = await db.query.routingCycles.findMany();
  const settings = await db.query.agentSettings.findMany();
  const reservations = await db.query.reservations.findMany();
  return {
    cycles: cycles.sort((a, b) => a.cycle - b.cycle),
    decisions: await db.query.decisions.findMany(),
    settings: new Map(settings.map(({ agentId, settings: own }) => [agentId, own])),
    reserved: reservations.map(({ ticketId }) => ticketId),
  };
}

export function atMs(iso: string | null): number {
  return iso === null ? Number.POSITIVE_INFINITY : Date.parse(iso);
}

/** The cycle that was in force when a write was made. */
export function cycleOf({ cycles }: Register, change: Change): RoutingCycle | undefined {
  return cycles.findLast(
    ({ ticketId, openedAt }) => ticketId === change.ticketId && atMs(openedAt) <= change.atMs,
  );
}
