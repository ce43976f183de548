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
 * @returns one decision for each request, in the order of the requests
 */
export async function decideTickets(
  context: ServiceContext,
  input: { installationId: string; requests: DecisionRequest[] },
): Promise<MadeDecision[]> {
  const { installationId, requests } = input;
  const policy = requests.map((request) => request.policy).reduce((a, b) => (b.version > a.version ? b : a));
  const compiled = compilePolicy(context, policy);
  const places = await takePlaces(context, { installationId, policy, requests });
  const made = places.map(({ snapshot, isToBeWritten }): MadeDecision => {
    const decision = decideCompiled(compiled, snapshot);
    return { id: context.platform.newId(), decision, sentence: explain(decision.receipt), isToBeWritten };
  });
  await insertDecisions(
    context.db,
    made.map(({ id, decision, sentence, isToBeWritten }, index) => ({
      id,
      ...(requests[index] as DecisionRequest).key,
      requesterId: (requests[index] as DecisionRequest).ticket.requester.id || null,
      policyVersion: policy.version,
      receipt: decision.receipt,
      demand: decision.demand,
      sentence,
      writeState: isToBeWritten ? "pending" : "not needed",
      decidedAt: decision.receipt.decidedAt,
    })),
  );
  return made;
}
