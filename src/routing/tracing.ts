/**
 * Whether a decision tells everything that its receipt needs, or only what is decided. It is one evaluation: what is
 * decided is the same, only less of it is written down.
 */
export interface Tracing {
  isTraced: boolean;
}

export const traced: Tracing = { isTraced: true };
export const untraced: Tracing = { isTraced: false };
