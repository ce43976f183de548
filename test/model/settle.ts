import { regularRounds } from "../../src/jobs/schedule.ts";
import { deliver } from "./deliver.ts";
import { runJob } from "./run-job.ts";
import type { World } from "./world.ts";

/** What is in a dead worker's hands comes free, and then, by the ramp, each agent's turn for a further ticket. */
const leaseSeconds = 61;
const rampSeconds = 301;
const mostRounds = 12;
/** Where tickets are taken back from whoever does not touch them, they would go round for ever. */
const mostRoundsOfTakingBack = 4;
/** Those that move tickets; the others only clear away. */
const routingRounds = regularRounds.slice(0, 3);
const beforeSweep = routingRounds.slice(0, 2);
const isUnsettled = /pending|held/;

/** Lets everything come to rest: no more faults, all webhooks and messages arrive, the regular rounds run on time. */
export async function settle(world: World, note: (text: string) => void): Promise<void> {
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
  const rounds = world.scenario.terms.takesBack ? mostRoundsOfTakingBack : mostRounds;
  for (let round = 0; round < rounds; round++) {
    world.pass((round === 0 ? leaseSeconds : rampSeconds) * 1000);
    const isSwept = round > 0 || mustBeSwept(world, await describeCycles(world));
    for (const regular of isSwept ? routingRounds : beforeSweep) {
      note(`settling: ${regular.name}`);
      await regular.run(process.context);
      await drain();
    }
    const after = await describeCycles(world);
    const isDone = !isUnsettled.test(after) || (round > 0 && after === before);
    if (isDone) return;
    before = after;
  }
}

/**
 * The sweep finds what nobody told of, and for tickets that wait whatever has made room. Where there is neither it would cost
 * half of the whole scenario, so it comes with a part of those only.
 */
function mustBeSwept({ desk, scenario }: World, cycles: string): boolean {
  const isUnknown = ({ id }: { id: string }) => !cycles.includes(`"${id}"`);
  return scenario.schedule % 4 === 0 || isUnsettled.test(cycles) || desk.tickets().some(isUnknown);
}

async function describeCycles({ database }: World): Promise<string> {
  const cycles = await database.db.query.routingCycles.findMany({
    columns: { ticketId: true, cycle: true, state: true },
  });
  return JSON.stringify(cycles.sort((a, b) => Number(a.ticketId) - Number(b.ticketId) || a.cycle - b.cycle));
}
