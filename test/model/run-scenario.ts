import { jobCatalog } from "../../src/jobs/catalog.ts";
import { regularRounds } from "../../src/jobs/schedule.ts";
import type { EmulatedName } from "../../src/sandbox/emulated-helpdesk.ts";
import { receiveAppEvent } from "../../src/services/apps/receive-app-event.ts";
import { createDeliveryRecorder } from "../../src/services/deliveries/delivery-recorder.ts";
import { receiveDelivery } from "../../src/services/deliveries/receive-delivery.ts";
import { perform } from "./commands.ts";
import { appToken } from "./connect.ts";
import { findViolations } from "./find-violations.ts";
import { accountKey } from "./history.ts";
import type { Message } from "./memory-queue.ts";
import type { ModelDatabase } from "./model-database.ts";
import type { Mutant } from "./mutants.ts";
import type { Scenario } from "./scenario.ts";
import type { Process } from "./process.ts";
import { createWorld, type Delivery, type World } from "./world.ts";

/** So many jobs and deliveries a process has in hand at once. */
const mostAtOnce = 4;
/** Far more than any scenario takes; who needs more goes round in circles. */
const mostSteps = 5_000;
/** What is in a dead worker's hands comes free, and then, by the ramp, each agent's turn for a further ticket. */
const leaseSeconds = 61;
const rampSeconds = 301;
const mostRounds = 12;
/** Those that move tickets; the others only clear away. */
const routingRounds = regularRounds.slice(0, 3);

export interface RunReport {
  violations: string[];
  steps: number;
  /** What happened, for a run that is looked into. */
  trace: string[];
}

/** Plays one scenario to its end, lets everything settle, and holds what came out against the promises. */
export async function runScenario(
  database: ModelDatabase,
  scenario: Scenario,
  options: { helpdesk: EmulatedName; mutant?: Mutant | undefined; isTraced?: boolean },
): Promise<RunReport> {
  const world = await createWorld(scenario, database, options);
  const { scheduler, desk, problems } = world;
  const trace: string[] = [];
  const note = (text: string) => {
    if (options.isTraced) trace.push(`${new Date(world.now()).toISOString().slice(14, 23)} ${text}`);
  };
  let steps = 0;
  try {
    const commands = [...scenario.commands];
    for (; steps < mostSteps; steps++) {
      await scheduler.quiet();
      const choices = [...choicesOf(world)];
      const next = commands[0];
      const isDue = choices.length === 0 || scenario.pace === 1 || world.draw() * scenario.pace < 1;
      if (next && isDue) {
        choices.push({
          what: JSON.stringify(next),
          run: () => perform(world, commands.shift() ?? next, (run) => start(world, run)),
        });
      }
      if (choices.length === 0) break;
      const choice = choices[Math.floor(world.draw() * choices.length)];
      note(choice?.what ?? "");
      choice?.run();
      world.pass(1 + Math.floor(world.draw() ** 3 * scenario.longestStepMs));
    }
    if (steps === mostSteps) problems.push("it goes on for ever");
    await settle(world, note);
    const violations = [...problems, ...(await findViolations(world))];
    return { violations, steps, trace };
  } finally {
    scheduler.release();
    desk.close();
  }
}

interface Choice {
  what: string;
  run(): void;
}

/** Everything that could happen next. */
function* choicesOf(world: World): Iterable<Choice> {
  const { scheduler, queue, deliveries, processes, draw, now } = world;
  for (const gate of scheduler.waiting()) {
    yield { what: `${gate.process}: ${gate.what}`, run: () => scheduler.open(gate) };
  }
  const free = processes.filter(({ busy }) => busy < mostAtOnce);
  const process = free[Math.floor(draw() * free.length)];
  if (!process) return;
  for (const message of queue.messages) {
    if (message.dueAtMs > now()) continue;
    yield {
      what: `${process.name}: starts ${JSON.stringify(message.job)}`,
      run: () => runJob(world, process, message),
    };
  }
  for (const delivery of deliveries) {
    if (delivery.inHandOf) continue;
    yield { what: `${process.name}: is sent a webhook`, run: () => void deliver(world, process, delivery) };
  }
}

/** Something that is no job: a lead's click, a regular round. Nobody does it again if it dies. */
function start(world: World, run: (process: Process) => Promise<unknown>): void {
  const process = world.processes[Math.floor(world.draw() * world.processes.length)];
  if (process) void run(process).catch((error: unknown) => report(world, process, error));
}

function runJob(world: World, process: Process, message: Message): void {
  const { messages } = world.queue;
  messages.splice(messages.indexOf(message), 1);
  if (comesTwice(world)) messages.push({ ...message });
  process.busy += 1;
  process.inHand.add(message);
  void jobCatalog[message.job.name]
    .run(process.context, message.job.payload)
    .catch((error: unknown) => report(world, process, error))
    .finally(() => {
      process.busy -= 1;
      process.inHand.delete(message);
    });
}

function comesTwice({ draw, scenario, isCalm }: World): boolean {
  return !isCalm() && draw() * 100 < scenario.doublePercent;
}

function report(world: World, process: Process, error: unknown): void {
  if (world.scheduler.isDead(process.name)) return;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  world.problems.push(`failed: ${error instanceof Error ? error.message : String(error)}${cause}`);
}

/** Hands over what the help desk tells as the HTTP routes do. The signature is that of this attempt. */
async function deliver(world: World, process: Process, delivery: Delivery): Promise<void> {
  const { context, endpoints, runPrepared, lanes } = process;
  const { desk, deliveries } = world;
  const body = new Uint8Array(delivery.body);
  const headers = desk.sign(delivery, { secret: world.webhookSecret, nowMs: world.now() });
  if (comesTwice(world)) deliveries.push({ ...delivery });
  delivery.inHandOf = process.name;
  process.busy += 1;
  // Its timer for bursts would wait in real time; one recorder for each delivery has nothing left to wait for.
  const recorder = createDeliveryRecorder(context, { runPrepared, lanes }, { isShared: false });
  const receive = { context, endpoints, recorder };
  const outcome =
    delivery.source === "app"
      ? await receiveAppEvent(context, receive, { token: appToken, body })
      : await receiveDelivery(receive, { helpdesk: desk.name, endpoint: "model", headers, body });
  process.busy -= 1;
  delivery.inHandOf = null;
  if (outcome === "not recorded") return;
  deliveries.splice(deliveries.indexOf(delivery), 1);
  const text = delivery.body.toString("utf8");
  if (!["accepted", "ignored", "duplicate"].includes(outcome)) world.problems.push(`a webhook is ${outcome}`);
  else if (delivery.source === "app") noteAccount(world, text);
  else if (outcome !== "duplicate") world.history.noteTold(desk.readDelivery(text));
}

function noteAccount({ history }: World, text: string): void {
  const { data, timestamp } = JSON.parse(text) as AppEvent;
  if (!data.ticket) return;
  history.accounts.add(accountKey({ ticketId: String(data.ticket.id), atMs: Number(timestamp) * 1000 }));
}

interface AppEvent {
  data: { ticket?: { id: number } };
  /** Seconds with a fraction. */
  timestamp: number | string;
}

/** Lets everything come to rest: no more faults, all webhooks and messages arrive, the regular rounds run on time. */
async function settle(world: World, note: (text: string) => void): Promise<void> {
  const { scheduler, queue, deliveries, processes } = world;
  world.calm();
  scheduler.release();
  const [process] = processes;
  if (!process) throw new Error("no process is left");
  const drain = async () => {
    await scheduler.quiet();
    for (let turns = 0; turns < 200; turns++) {
      const delivery = deliveries[0];
      const message = queue.messages.find(({ dueAtMs }) => dueAtMs <= world.now());
      if (delivery) await deliver(world, process, delivery);
      else if (message) {
        note(`settling: ${JSON.stringify(message.job)}`);
        runJob(world, process, message);
      } else return;
      await scheduler.quiet();
      world.pass(1);
    }
    world.problems.push("messages never end");
  };
  await drain();
  let before = "";
  for (let round = 0; round < mostRounds; round++) {
    world.pass((round === 0 ? leaseSeconds : rampSeconds) * 1000);
    for (const regular of routingRounds) {
      note(`settling: ${regular.name}`);
      await regular.run(process.context);
      await drain();
    }
    const after = await describeCycles(world);
    const isDone = !/pending|held/.test(after) || (round > 0 && after === before);
    if (isDone) return;
    before = after;
  }
}

async function describeCycles({ database }: World): Promise<string> {
  const cycles = await database.db.query.routingCycles.findMany({
    columns: { ticketId: true, cycle: true, state: true },
  });
  return JSON.stringify(cycles.sort((a, b) => Number(a.ticketId) - Number(b.ticketId) || a.cycle - b.cycle));
}
