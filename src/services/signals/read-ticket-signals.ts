import { countEarlierTickets } from "../../db/queries/earlier-tickets.ts";
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
  const [{ group, priority, effort }, priorContacts] = await Promise.all([
    findPredictors(context, installationId),
    countPriorContacts(context, input),
  ]);
  const names = group && (await listGroups(context.db, installationId));
  // A group that is gone is no suggestion.
  const nameOf = (groupId: string) => names?.find((one) => one.groupId === groupId)?.name;
  try {
    const read = readSignals(ticket, {
      intents: context.starterIntents,
      history: { priorContacts, attachments: ticket.attachments },
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

/** More make a ticket no more complex. */
const countedContacts = 4;

async function countPriorContacts(
  { db }: ServiceContext,
  { installationId, ticket }: { installationId: string; ticket: Ticket },
): Promise<number> {
  const requesterId = ticket.requester?.id;
  if (!requesterId) return 0;
  const before = { ticketId: ticket.id, beforeIso: ticket.createdAt, most: countedContacts };
  return countEarlierTickets(db, { installationId, requesterId, ...before });
}
