import { findActivePolicy } from "../../db/queries/policies.ts";
import { listTicketsOf } from "../../db/queries/tickets.ts";
import type { ServiceContext } from "../context.ts";
import { reviewOwnerJob } from "../tickets/review-owner-job.ts";

/** Has every ticket of an agent whose shift ends looked at: the policy says which of them go to somebody else. */
export async function endShift(
  context: ServiceContext,
  input: { installationId: string; agentId: string },
): Promise<{ tickets: number }> {
  const { installationId } = input;
  const policy = (await findActivePolicy(context.db, installationId))?.document;
  if (policy?.shiftEnd?.open !== "reroute") return { tickets: 0 };
  const ticketIds = await listTicketsOf(context.db, input);
  await context.queue.enqueue(
    context.db,
    ticketIds.map((ticketId) => reviewOwnerJob({ installationId, ticketId, reason: "shift ended" })),
  );
  context.queue.wake();
  return { tickets: ticketIds.length };
}
