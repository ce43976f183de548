import type { ServiceContext } from "../services/context.ts";
import { regularRounds } from "./schedule.ts";

const minuteMs = 60_000;

/**
 * The rounds of one minute, for a platform that can only call once a minute: the more frequent ones each time, an
 * hourly one in the first minute of its hour. One that fails leaves the others alone.
 *
 * @param input.scheduledMs the minute that the platform means, which may be a while ago
 */
export async function runDueRounds(context: ServiceContext, input: { scheduledMs: number }): Promise<void> {
  for (const round of regularRounds) {
    if (!isDue(round.everySeconds(context) * 1000, input.scheduledMs)) continue;
    await round
      .run(context)
      .catch((error: unknown) => context.platform.log.error(`${round.name} failed`, { error }));
  }
}

function isDue(periodMs: number, scheduledMs: number): boolean {
  return Math.floor(scheduledMs / periodMs) !== Math.floor((scheduledMs - minuteMs) / periodMs);
}
