import type { EmulatedName } from "../../src/sandbox/emulated-helpdesk.ts";
import { perform } from "./commands.ts";
import { deliver } from "./deliver.ts";
import { findViolations } from "./find-violations.ts";
import type { ModelDatabase } from "./model-database.ts";
import type { Mutant } from "./mutants.ts";
import { runJob, start } from "./run-job.ts";
import type { Command, Scenario } from "./scenario.ts";
import { settle } from "./settle.ts";
import { createWorld, type World } from "./world.ts";

/** So many jobs and deliveries a process has in hand at once. */
const mostAtOnce = 4;
/** Far more than any scenario takes; who needs more goes round in circles. */
const mostSteps = 5_000;
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
    const act = (command: Command) => {
      commands.shift();
      perform(world, command, (run) => start(world, run));
    };
    for (; steps < mostSteps; steps++) {
      await scheduler.quiet();
      const choices = [...choicesOf(world)];
      const next = commands[0];
      const isDue = choices.length === 0 || scenario.pace === 1 || world.draw() * scenario.pace < 1;
      if (next && isDue) {
        choices.push({
          what: JSON.stringify(next),
          run: () => act(next),
        });
      }
      if (choices.length === 0) break;
      const strike = next && strikeOf(world, next);
      const choice = strike
        ? { what: `in between: ${JSON.stringify(strike)}`, run: () => act(strike) }
        : choices[Math.floor(world.draw() * choices.length)];
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

/** A ticket that is about to be written, or to be read once more for it. */
const lastMoment = /^(?:PUT|GET) \/api\/v2\/tickets\/(\d+)(?:\.json)?$/;

/** What a human does next, done to a ticket in the moment that is the hardest to see. */
function strikeOf({ scenario, scheduler, desk, draw }: World, next: Command): Command | undefined {
  if (!scenario.strikes || !("ticket" in next) || next.do === "replay") return undefined;
  const written = scheduler.waiting().map(({ what }) => lastMoment.exec(what)?.[1]);
  const place = desk.tickets().findIndex(({ id }) => written.includes(id));
  return place >= 0 && draw() < 0.5 ? { ...next, ticket: place } : undefined;
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
