import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { syncRoster } from "../../src/services/roster/sync-roster.ts";
import { explainTicket, type TicketExplanation } from "../../src/services/tickets/explain-ticket.ts";
import type { EndState } from "../../src/services/tickets/route-outcome.ts";
import type { DeskServer } from "./test-server.ts";
import { waitFor } from "./wait-for.ts";

/** What the register has on the ticket, once its latest cycle has ended, or has ended as `state`. */
export function ended(
  { server: { context }, installationId }: Pick<DeskServer, "server" | "installationId">,
  ticketId: number | string,
  state?: EndState,
): Promise<TicketExplanation> {
  return waitFor(`the outcome of ticket ${ticketId}`, async () => {
    const input = { installationId, ticketId: String(ticketId) };
    const explanation = await explainTicket(context, input).catch(() => undefined);
    if (!explanation || explanation.cycle.state === "pending") return undefined;
    return state === undefined || explanation.cycle.state === state ? explanation : undefined;
  });
}

/** Reads the roster again, as the regular round does. */
export async function resync({
  server: { context },
  installationId,
}: Pick<DeskServer, "server" | "installationId">): Promise<void> {
  await syncRoster(context, await getInstallation(context, installationId));
}
