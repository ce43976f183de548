import { jobCatalog } from "../../src/jobs/catalog.ts";
import type { Message } from "./memory-queue.ts";
import type { Process } from "./process.ts";
import { inFlow } from "./watch-calls.ts";
import type { World } from "./world.ts";

/** Something that is no job: a lead's click, a regular round. Nobody does it again if it dies. */
export function start(world: World, run: (process: Process) => Promise<unknown>): void {
  const process = world.processes[Math.floor(world.draw() * world.processes.length)];
  if (!process) return;
  const flow = {};
  void inFlow(flow, () => run(process))
    .catch((error: unknown) => report(world, process, error))
    .finally(() => world.history.noteEnd(flow));
}

export function runJob(world: World, process: Process, message: Message): void {
  const { messages } = world.queue;
  messages.splice(messages.indexOf(message), 1);
  if (comesTwice(world)) messages.push({ ...message });
  process.busy += 1;
  process.inHand.add(message);
  const flow = {};
  void inFlow(flow, () => jobCatalog[message.job.name].run(process.context, message.job.payload))
    .catch((error: unknown) => report(world, process, error))
    .finally(() => {
      process.busy -= 1;
      process.inHand.delete(message);
      world.history.noteEnd(flow);
    });
}

function report(world: World, process: Process, error: unknown): void {
  if (world.scheduler.isDead(process.name)) return;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  world.problems.push(`failed: ${error instanceof Error ? error.message : String(error)}${cause}`);
}

/** Whether what is taken in hand will be taken in hand again. */
export function comesTwice({ draw, scenario, isCalm }: World): boolean {
  return !isCalm() && draw() * 100 < scenario.doublePercent;
}
