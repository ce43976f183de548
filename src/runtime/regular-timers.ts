import type { Database } from "../db/database.ts";
import { regularRounds } from "../jobs/schedule.ts";
import type { ServiceContext } from "../services/context.ts";

/** Often: a table that is new grows out of the plans that were made for an empty one within seconds. */
const tendSeconds = 10;

/** Runs the regular rounds, now and then at their interval, until stopped; never one twice at a time. */
export function startRegularTimers(context: ServiceContext, database: Database): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const rounds = [
    ...regularRounds,
    { name: "tend the database", everySeconds: () => tendSeconds, run: async () => database.tend?.() },
  ];
  const timers = rounds.map((round) => {
    let isRunning = false;
    const start = () => {
      if (isRunning) return;
      isRunning = true;
      const run = round
        .run(context)
        .catch((error: unknown) => context.platform.log.error(`${round.name} failed`, { error }))
        .then(() => {
          isRunning = false;
          running.delete(run);
        });
      running.add(run);
    };
    start();
    return setInterval(start, round.everySeconds(context) * 1000);
  });
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
