import { listGroups } from "../../db/queries/roster.ts";
import type { Signals } from "../../routing/signals.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { readSignals } from "../../signals/read-signals.ts";
import type { ServiceContext } from "../context.ts";
import { findPredictor } from "../learning/find-predictor.ts";

/**
 * What a ticket's text says, read before the installation's lock is taken. A text that the readers choke on is routed
 * without signals: rules that need none still hold, and the log tells.
 */
export async function readTicketSignals(
  context: ServiceContext,
  input: { installationId: string; ticket: Ticket },
): Promise<Signals> {
  const { installationId, ticket } = input;
  const groups = await findPredictor(context, { installationId, target: "group" });
  const names = groups && (await listGroups(context.db, installationId));
  try {
    return readSignals(ticket, {
      intents: context.starterIntents,
      groups: groups && {
        predictor: groups,
        // A group that is gone is no suggestion.
        nameOf: (groupId) => names?.find((group) => group.groupId === groupId)?.name,
      },
    });
  } catch (error) {
    context.platform.log.error("a ticket's text could not be read", {
      ticketId: ticket.id,
      error: String(error),
    });
    return {};
  }
}
