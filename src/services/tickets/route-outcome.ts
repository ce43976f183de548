import type { RoutingCycle } from "../../db/schema/index.ts";

/** How a cycle can end. */
export type EndState = Exclude<RoutingCycle["state"], "pending">;

export type RouteOutcome =
  | { outcome: "not due" }
  | { outcome: "ended"; state: EndState }
  | { outcome: "postponed"; reason: string };
