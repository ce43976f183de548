import type { EmulatedName } from "../../../src/sandbox/emulated-helpdesk.ts";
import type { Scenario } from "../scenario.ts";
import { humansInBetween } from "./humans-in-between.ts";
import { waitingTickets } from "./tickets-that-wait.ts";
import { miscounted } from "./who-has-how-much.ts";
import { deadWorkers } from "./workers-that-die.ts";

export interface OnceBroken {
  fault: string;
  /** Zendesk, where none is named. */
  helpdesk?: EmulatedName;
  scenario: Scenario;
}

/** Scenarios that once showed a fault, of the product or of the suite's own account, as they were then. */
export const onceBroken: OnceBroken[] = [
  ...deadWorkers,
  ...humansInBetween,
  ...miscounted,
  ...waitingTickets,
];
