import type { Signals } from "../../routing/signals.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { readSignals } from "../../signals/read-signals.ts";
import type { ServiceContext } from "../context.ts";

/**
 * What a ticket's text says, read before the installation's lock is taken. A text that the readers choke on is routed
 * without signals: rules that need none still hold, and the log tells.
 */
export function readTicketSignals(
  context: Pick<ServiceContext, "starterIntents" | "platform">,
  ticket: Ticket,
): Signals {
  try {
    return readSignals(ticket, { intents: context.starterIntents });
  } catch (error) {
    context.platform.log.error("a ticket's text could not be read", {
      ticketId: ticket.id,
      error: String(error),
    });
    return {};
  }
}
