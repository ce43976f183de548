import type { Schedule } from "./schedule.ts";
import { planOf, spansOfDay } from "./schedule-plan.ts";
import { dayMs, minuteMs } from "./wall-clock.ts";
import { offsetSpanAt } from "./zone-offset.ts";

/**
 * The open stretches of a schedule between two instants, in order; those that touch, over midnight or over a change of
 * the clocks, are one. An hour that the clocks repeat is there twice, one that they skip is not there.
 *
 * @param timezone where the schedule names none
 */
export function* openSpans(
  schedule: Schedule,
  timezone: string,
  fromMs: number,
  untilMs: number,
): Generator<[fromMs: number, untilMs: number]> {
  const plan = planOf(schedule);
  const zone = schedule.timezone ?? timezone;
  let joined: [number, number] | undefined;
  for (let atMs = fromMs; atMs < untilMs; ) {
    const clocks = offsetSpanAt(zone, atMs);
    if (!clocks) return;
    const day = Math.floor((atMs + clocks.offsetMs) / dayMs);
    const midnightMs = day * dayMs - clocks.offsetMs;
    const endMs = Math.min(untilMs, clocks.untilMs, midnightMs + dayMs);
    for (const [from, until] of spansOfDay(plan, day)) {
      const openMs = Math.max(atMs, midnightMs + from * minuteMs);
      const closeMs = Math.min(endMs, midnightMs + until * minuteMs);
      if (closeMs <= openMs) continue;
      if (joined && joined[1] === openMs) joined[1] = closeMs;
      else {
        if (joined) yield joined;
        joined = [openMs, closeMs];
      }
    }
    atMs = endMs;
  }
  if (joined) yield joined;
}
