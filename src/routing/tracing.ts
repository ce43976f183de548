import type { Standings } from "./standings.ts";

/**
 * Whether a decision tells everything that its receipt needs, or only what is decided. It is one evaluation: what is
 * decided is the same, only less of it is written down.
 */
export interface Tracing {
  isTraced: boolean;
  /** What the tickets decided before have found out, where nothing needs to be told. */
  standings?: Standings;
}

export const traced: Tracing = { isTraced: true };
export const untraced: Tracing = { isTraced: false };
