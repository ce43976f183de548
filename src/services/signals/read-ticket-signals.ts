import { listGroups } from "../../db/queries/roster.ts";
import type { Signals } from "../../routing/signals.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { readSignals } from "../../signals/read-signals.ts";
import type { ServiceContext } from "../context.ts";
import { minutesOfBand } from "../learning/effort-bands.ts";
import { findPredictors } from "../learning/find-predictors.ts";
import { askOutsideModel } from "./ask-outside-model.ts";

/**
 * What a ticket's text says, read before the installation's lock is taken. A text that the readers choke on is routed
 * without signals: rules that need none still hold, and the log tells.
 */
export async function readTicketSignals(
  context: ServiceContext,
  input: { installationId: string; ticket: Ticket },
): Promise<Signals> {
  const { installationId, ticket } = input;
  const { group, priority, effort } = await findPredictors(context, installationId);
  const names = group && (await listGroups(context.db, installationId));
  // A group that is gone is no suggestion.
  const nameOf = (groupId: string) => names?.find((one) => one.groupId === groupId)?.name;
  try {
    const read = readSignals(ticket, {
      intents: context.starterIntents,
      learned: {
        ...(group && { suggestedGroup: { predictor: group, valueOf: nameOf } }),
        ...(priority && { suggestedPriority: { predictor: priority, valueOf: (label: string) => label } }),
        ...(effort && { handlingMinutes: { predictor: effort, valueOf: minutesOfBand } }),
      },
    });
    const outside = await askOutsideModel(context, input);
    return outside ? { ...read, suggestedGroup: outside } : read;
  } catch (error) {
    context.platform.log.error("a ticket's text could not be read", {
      ticketId: ticket.id,
      error: String(error),
    });
    return {};
  }
}
