import { countCycles } from "../../src/db/queries/register.ts";
import type { ServiceContext } from "../../src/services/context.ts";
import { listRegister, type RegisterEntry } from "../../src/services/tickets/explain-ticket.ts";
import { waitFor } from "./wait-for.ts";

/**
 * The register, once that many cycles have ended. Until then only their number is asked for: reading a thousand receipts
 * again and again costs more than routing the tickets.
 */
export async function allRouted(
  context: Pick<ServiceContext, "db">,
  { installationId, ticketCount }: { installationId: string; ticketCount: number },
  patienceMs?: number,
): Promise<RegisterEntry[]> {
  await waitFor(
    `${ticketCount} tickets to be routed`,
    async () => {
      const states = await countCycles(context.db, { installationId, since: new Date(0).toISOString() });
      const routed = states.filter(({ state }) => state !== "pending");
      const isDone =
        routed.length === states.length && routed.reduce((sum, one) => sum + one.tickets, 0) >= ticketCount;
      return isDone || undefined;
    },
    patienceMs,
  );
  return listRegister(context, { installationId, limit: ticketCount * 2 });
}
