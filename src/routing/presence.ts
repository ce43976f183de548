import { nextOpeningMs } from "./business-time.ts";
import { isOpenAt } from "./is-open.ts";
import { isOnShift, type KnownAgent } from "./known-agent.ts";
import type { Agent } from "./roster.ts";
import { epochOf } from "./wall-clock.ts";

/** What keeps an agent from work at an instant, apart from their load. */
export type Absence = "inactive" | "absent" | "paused" | "away" | "off shift";

/** @returns null for one who is there; an agent without a known shift is always on it. */
export function findAbsence(known: KnownAgent, nowMs: number, timezone: string): Absence | null {
  const { agent } = known;
  if (!agent.active) return "inactive";
  if (agent.absence && isAbsent(agent.absence, nowMs)) return "absent";
  if (agent.pausedUntil != null && nowMs < epochOf(agent.pausedUntil)) return "paused";
  if (!agent.available) return "away";
  return isOnShift(known, nowMs, timezone) ? null : "off shift";
}

/** Whether time alone may bring an agent back, or take them away. */
export function dependsOnTime({ shift, absence, pausedUntil }: Agent): boolean {
  return shift !== undefined || absence != null || pausedUntil != null;
}

export function isAbsent({ from, until }: NonNullable<Agent["absence"]>, nowMs: number): boolean {
  return nowMs >= epochOf(from) && nowMs < epochOf(until);
}

/**
 * When nothing planned - absence, pause, shift - keeps an agent away any more, and which of them was the last to. What
 * the agent's status says is left out: no plan tells when it changes. Null when not within 60 days.
 */
export function findReturn(
  agent: Agent,
  fromMs: number,
  timezone: string,
): { atMs: number; ended: "absence" | "pause" | "shift" | null } | null {
  let [atMs, ended]: [number, "absence" | "pause" | "shift" | null] = [fromMs, null];
  // Each round leaves one cause behind for good, except that a shift may begin inside an absence: then one more.
  for (let round = 0; round < 5; round++) {
    const before = atMs;
    if (agent.absence && isAbsent(agent.absence, atMs)) {
      [atMs, ended] = [epochOf(agent.absence.until), "absence"];
    }
    if (agent.pausedUntil != null && atMs < epochOf(agent.pausedUntil)) {
      [atMs, ended] = [epochOf(agent.pausedUntil), "pause"];
    }
    if (agent.shift && isOpenAt(agent.shift, atMs, timezone) === false) {
      const opensMs = nextOpeningMs(agent.shift, atMs, timezone);
      if (opensMs === null) return null;
      [atMs, ended] = [opensMs, "shift"];
    }
    if (atMs === before) return { atMs, ended };
  }
  return null;
}
