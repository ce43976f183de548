import type { ServiceContext } from "../services/context.ts";
import { renewIdleCredentials } from "../services/installations/renew-idle-credentials.ts";
import { sweepInstallations } from "../services/installations/sweep-installations.ts";
import { learnRegularly } from "../services/learning/learn-regularly.ts";
import { applyRetention } from "../services/privacy/apply-retention.ts";
import { requeueStranded } from "../services/tickets/requeue-stranded.ts";
import { wakeDueTickets } from "../services/tickets/wake-due-tickets.ts";

interface RegularRound {
  name: string;
  everySeconds(context: ServiceContext): number;
  run(context: ServiceContext): Promise<unknown>;
}

/** What happens by the clock; every runtime reads this list. Each round tolerates being run by several processes. */
export const regularRounds: readonly RegularRound[] = [
  {
    name: "requeue stranded tickets",
    everySeconds: (context) => context.settings.strandedAfterSeconds / 2,
    run: requeueStranded,
  },
  {
    name: "wake held tickets that are due",
    everySeconds: () => 1,
    run: wakeDueTickets,
  },
  {
    name: "sweep installations",
    everySeconds: (context) => context.settings.sweepIntervalSeconds,
    run: sweepInstallations,
  },
  { name: "renew idle access", everySeconds: () => 3600, run: renewIdleCredentials },
  { name: "learn", everySeconds: () => 3600, run: learnRegularly },
  { name: "apply retention", everySeconds: () => 3600, run: applyRetention },
];
