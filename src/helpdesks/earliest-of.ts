import { epochOf, toIso } from "../routing/wall-clock.ts";

/** The first of some instants in UTC, whatever zone they are written in; null where there is none. */
export function earliestOf(instants: readonly (string | null | undefined)[]): string | null {
  const known = instants.map((instant) => epochOf(instant ?? "")).filter((ms) => !Number.isNaN(ms));
  return known.length === 0 ? null : toIso(Math.min(...known));
}
