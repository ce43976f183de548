import { findPreviousAgent } from "../../db/queries/earlier-tickets.ts";
import type { RoutingCycle } from "../../db/schema/index.ts";
import type { Ticket } from "../../routing/ticket.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Adds what the help desk does not tell of a ticket, or only for more calls: who had it before, or had its requester's last
 * one.
 *
 * @param input.cycle which of the ticket's routing cycles it is read for: those before it count; null where all do
 * @param input.beforeIso tickets of the requester that were decided later do not count; ISO 8601
 */
export async function recallTicket(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; ticket: Ticket; cycle: number | null; beforeIso: string },
): Promise<Ticket> {
  const { installationId, ticket, cycle, beforeIso } = input;
  const requesterId = ticket.requester.id;
  const asked = { installationId, ticketId: ticket.id, cycle, requesterId, beforeIso };
  return { ...ticket, previousAgentId: await findPreviousAgent(db, asked) };
}

/** Whether a ticket had been solved before; undefined where that is not known. */
export function wasReopened(ticket: Ticket, { cycle, source }: Pick<RoutingCycle, "cycle" | "source">) {
  // Of those whose owner is there nothing is asked; the others get a cycle of their own.
  if (source === "owner absent") return true;
  return cycle === 1 && (ticket.status === "new" || source === "webhook") ? false : undefined;
}
