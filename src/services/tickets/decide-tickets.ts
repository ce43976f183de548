import { insertDecisions } from "../../db/queries/decisions.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { explain } from "../../routing/explain.ts";
import type { ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import type { DecisionRequest, MadeDecision } from "./decide-ticket.ts";
import { takePlaces } from "./take-places.ts";

/**
 * Decides tickets of one installation together. Their places are taken first, under a lock that others wait for; the
 * receipts are written afterwards from the same snapshots, and stored before anybody writes to the help desk.
 * Whoever dies between the two leaves a reservation that runs out, and nothing else.
 *
 * @returns one decision for each request, in the order of the requests; null for a ticket that was taken over
 */
export async function decideTickets(
  context: ServiceContext,
  input: { installationId: string; requests: DecisionRequest[] },
): Promise<(MadeDecision | null)[]> {
  const { installationId, requests } = input;
  const policy = requests.map((request) => request.policy).reduce((a, b) => (b.version > a.version ? b : a));
  const compiled = compilePolicy(context, policy);
  const places = await takePlaces(context, { installationId, policy, requests });
  const made = places.map((place): MadeDecision | null => {
    if (!place) return null;
    const { isToBeWritten } = place;
    const decision = decideCompiled(compiled, place.snapshot());
    return { id: context.platform.newId(), decision, sentence: explain(decision.receipt), isToBeWritten };
  });
  await insertDecisions(
    context.db,
    made.flatMap((one, index) => {
      const request = requests[index];
      if (!one || !request) return [];
      const { id, decision, sentence, isToBeWritten } = one;
      const { installationId, ticketId, cycle } = request.key;
      return {
        id,
        installationId,
        ticketId,
        cycle,
        requesterId: request.ticket.requester.id || null,
        policyVersion: policy.version,
        receipt: decision.receipt,
        demand: decision.demand,
        sentence,
        writeState: isToBeWritten ? ("pending" as const) : ("not needed" as const),
        decidedAt: decision.receipt.decidedAt,
      };
    }),
  );
  return made;
}
