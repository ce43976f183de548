import { isOpen } from "../is-open.ts";
import type { Policy } from "../policy.ts";
import type { Queue } from "../queue.ts";
import type { Agent } from "../roster.ts";
import { readWallClock } from "../wall-clock.ts";

const slotMinutes = 30;
const slotsInWeek = (7 * 24 * 60) / slotMinutes;
/** Any ordinary week will do; this one begins on a Monday and has no change of the clocks. */
const weekStart = Date.UTC(2026, 0, 5);

/**
 * The hours of an ordinary week when a queue is staffed (or open, where it has a schedule) and none of `able` works,
 * such as "monday 18:00". Agents without a schedule may work at any hour.
 */
export function findSkillGaps(policy: Policy, queue: Queue, members: Agent[], able: Agent[]): string[] {
  const hours = new Map<string, boolean[]>();
  const hoursOf = (scheduleId: string | undefined): boolean[] | undefined => {
    if (scheduleId === undefined) return undefined;
    const known = hours.get(scheduleId);
    if (known) return known;
    const open = openSlots(policy, scheduleId);
    if (open) hours.set(scheduleId, open);
    return open;
  };
  const works = (agents: Agent[], slot: number) =>
    agents.some((agent) => hoursOf(agent.scheduleId)?.[slot] ?? true);
  const needed = hoursOf(queue.schedule);

  const gaps: string[] = [];
  let isInGap = false;
  for (let slot = 0; slot < slotsInWeek; slot++) {
    const isGap = (needed ? needed[slot] === true : works(members, slot)) && !works(able, slot);
    if (isGap && !isInGap) gaps.push(nameSlot(policy, slot));
    isInGap = isGap;
  }
  return gaps;
}

function openSlots(policy: Policy, scheduleId: string): boolean[] | undefined {
  const schedule = policy.schedules?.find(({ id }) => id === scheduleId);
  if (!schedule) return undefined;
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
