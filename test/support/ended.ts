import { findLatestCycle } from "../../src/db/queries/routing-cycles.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { syncRoster } from "../../src/services/roster/sync-roster.ts";
import { explainTicket, type TicketExplanation } from "../../src/services/tickets/explain-ticket.ts";
import type { EndState } from "../../src/services/tickets/route-outcome.ts";
import type { DeskServer } from "./test-server.ts";
import { waitFor } from "./wait-for.ts";

/** What the register has on the ticket, once its latest cycle has ended, or has ended as `state`. */
export async function ended(
  { server: { context }, installationId }: Pick<DeskServer, "server" | "installationId">,
  ticketId: number | string,
  state?: EndState,
): Promise<TicketExplanation> {
  const input = { installationId, ticketId: String(ticketId) };
  const isEnded = (cycle: { state: string } | undefined): boolean =>
    cycle !== undefined && (state === undefined ? cycle.state !== "pending" : cycle.state === state);
  return waitFor(`the outcome of ticket ${ticketId}`, async () => {
    // The whole account of it is read once: many tests wait at a time, and all of them ask the same database.
    const cycle = await findLatestCycle(context.db, installationId, input.ticketId).catch(() => undefined);
    if (!isEnded(cycle)) return undefined;
    // A next cycle may have begun since then.
    const explanation = await explainTicket(context, input);
    return isEnded(explanation.cycle) ? explanation : undefined;
  });
}

/** Reads the roster again, as the regular round does. */
export async function resync({
  server: { context },
  installationId,
}: Pick<DeskServer, "server" | "installationId">): Promise<void> {
  await syncRoster(context, await getInstallation(context, installationId));
}
