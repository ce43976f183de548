import { isOpen } from "../is-open.ts";
import type { Policy } from "../policy.ts";
import type { Queue } from "../queue.ts";
import { scheduleOf } from "../queue-clock.ts";
import type { Agent } from "../roster.ts";
import type { Schedule } from "../schedule.ts";
import { readWallClock } from "../wall-clock.ts";

const slotMinutes = 30;
const slotsInWeek = (7 * 24 * 60) / slotMinutes;
/** Any ordinary week will do; this one begins on a Monday and has no change of the clocks. */
const weekStart = Date.UTC(2026, 0, 5);

/**
 * The hours of an ordinary week when a queue is staffed (or open, where it has a schedule) and none of `able` works,
 * such as "monday 18:00". Agents without a shift may work at any hour.
 */
export function findSkillGaps(policy: Policy, queue: Queue, members: Agent[], able: Agent[]): string[] {
  const hours = new Map<Schedule, boolean[]>();
  const hoursOf = (schedule: Schedule | undefined): boolean[] | undefined => {
    if (!schedule) return undefined;
    const open = hours.get(schedule) ?? openSlots(policy, schedule);
    hours.set(schedule, open);
    return open;
  };
  const works = (agents: Agent[], slot: number) =>
    agents.some((agent) => hoursOf(agent.shift)?.[slot] ?? true);
  const needed = hoursOf(scheduleOf(policy, queue));

  const gaps: string[] = [];
  let isInGap = false;
  for (let slot = 0; slot < slotsInWeek; slot++) {
    const isGap = (needed ? needed[slot] === true : works(members, slot)) && !works(able, slot);
    if (isGap && !isInGap) gaps.push(nameSlot(policy, slot));
    isInGap = isGap;
  }
  return gaps;
}

function openSlots(policy: Policy, schedule: Schedule): boolean[] {
  const { holidays: _holidays, ...ordinary } = schedule;
  return Array.from(
    { length: slotsInWeek },
    (_unused, slot) => isOpen(ordinary, instantOf(slot), policy.timezone ?? "UTC") === true,
  );
}

function instantOf(slot: number): string {
  return new Date(weekStart + slot * slotMinutes * 60_000).toISOString();
}

function nameSlot(policy: Policy, slot: number): string {
  const clock = readWallClock(instantOf(slot), policy.timezone ?? "UTC");
  const minute = String((clock?.minuteOfDay ?? 0) % 60).padStart(2, "0");
  return `${clock?.weekday} ${String(clock?.hour).padStart(2, "0")}:${minute}`;
}
