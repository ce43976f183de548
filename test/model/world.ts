import type { EmulatedName } from "../../src/sandbox/emulated-helpdesk.ts";
import { createRandom } from "../../src/sandbox/random.ts";
import { connect } from "./connect.ts";
import type { ModelDesk, Outgoing } from "./desks/desk.ts";
import { openDesk } from "./desks/open-desk.ts";
import { type History, recordHistory } from "./history.ts";
import { createMemoryQueue, type MemoryQueue } from "./memory-queue.ts";
import type { ModelDatabase } from "./model-database.ts";
import type { Mutant } from "./mutants.ts";
import { openProcess, type Process } from "./process.ts";
import type { Scenario } from "./scenario.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";

export const installationId = "ins_model";
const startMs = Date.parse("2026-11-23T09:00:00Z");

/** Something that the help desk tells, on its way; by the webhook it is sent again until it is answered. */
export interface Delivery extends Outgoing {
  /** The process that has it and has not answered yet. */
  inHandOf: string | null;
}

export interface World {
  scenario: Scenario;
  desk: ModelDesk;
  history: History;
  scheduler: Scheduler;
  queue: MemoryQueue;
  database: ModelDatabase;
  deliveries: Delivery[];
  processes: Process[];
  agentIds: string[];
  /** Since when, and until when, which capacity may have been in force for an agent. */
  capacities: { agentId: string; value: number; fromMs: number; untilMs: number; isSet: boolean }[];
  /** What no run may show: failed jobs, logged errors. */
  problems: string[];
  mutant: Mutant | undefined;
  webhookSecret: string;
  /** A number that was not given before. */
  nextNumber(): number;
  /** From 0 to 1, by the schedule's seed. */
  draw(): number;
  now(): number;
  pass(ms: number): void;
  /** Nothing goes wrong from here on. */
  calm(): void;
  isCalm(): boolean;
  addProcess(): void;
}

export async function createWorld(
  scenario: Scenario,
  database: ModelDatabase,
  { helpdesk, mutant }: { helpdesk: EmulatedName; mutant?: Mutant | undefined },
): Promise<World> {
  let nowMs = startMs;
  let numbers = 0;
  let isCalm = false;
  const now = () => nowMs;
  const deliveries: Delivery[] = [];
  const desk = openDesk(helpdesk, {
    scenario,
    now,
    send: (outgoing) => deliveries.push({ ...outgoing, inHandOf: null }),
  });
  const agentIds = desk
    .agents()
    .filter(({ isAvailable }) => isAvailable)
    .map(({ id }) => id);
  const world: World = {
    scenario,
    desk,
    history: recordHistory(desk, now),
    scheduler: createScheduler(database.isBlocked),
    queue: createMemoryQueue(now),
    database,
    deliveries,
    processes: [],
    agentIds,
    capacities: agentIds.map((agentId) => ({
      agentId,
      value: scenario.capacity,
      fromMs: 0,
      untilMs: Number.POSITIVE_INFINITY,
      isSet: true,
    })),
    problems: [],
    mutant,
    webhookSecret: "",
    nextNumber: () => numbers++,
    draw: createRandom(scenario.schedule).stream("schedule"),
    now,
    pass(ms) {
      nowMs += ms;
    },
    calm() {
      isCalm = true;
    },
    isCalm: () => isCalm,
    addProcess: () => world.processes.push(openProcess(world)),
  };
  for (let count = 0; count < scenario.processes; count++) world.addProcess();
  await connect(world);
  return world;
}
