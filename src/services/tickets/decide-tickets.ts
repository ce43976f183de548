import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { insertDecisions } from "../../db/queries/decisions.ts";
import { reserve } from "../../db/queries/roster.ts";
import { noteSeenTickets } from "../../db/queries/routing-cycles.ts";
import type { CompiledPolicy } from "../../routing/compile.ts";
import { decideCompiled } from "../../routing/decide.ts";
import { explain } from "../../routing/explain.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import type { DecisionRequest, MadeDecision } from "./decide-ticket.ts";
import { type AssignableRoster, readAssignableRoster } from "./read-assignable-roster.ts";

/**
 * The critical section: under the installation's lock it reads the loads once, decides one ticket after the other,
 * each seeing the room that those before it took, and stores the intents. No two tickets of an installation are given
 * the same last place, in whatever process they are decided.
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
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    await noteSeenTickets(
      tx,
      requests.map(({ key, ticket: { groupId, assigneeId, priority } }) => ({
        ...key,
        seen: { groupId, assigneeId, priority },
      })),
    );
    const roster = await readAssignableRoster(tx, {
      installationId,
      policy: policy.document,
      ticketIds: requests.map(({ key }) => key.ticketId),
    });
    const now = isoNow(context.platform);
    const made = requests.map((request) => decideOne(context, { compiled, roster, now, request }));
    const reserved = made.flatMap(({ isToBeWritten, decision: { receipt } }, index) =>
      isToBeWritten && receipt.reserved
        ? [{ ...receipt.reserved, queueId: receipt.queue?.id ?? null, request: requests[index] }]
        : [],
    );
    await reserve(
      tx,
      reserved.flatMap(({ agentId, points, queueId, request }) =>
        request ? [{ installationId, ticketId: request.key.ticketId, agentId, queueId, effort: points }] : [],
      ),
      { lifeSeconds: context.settings.leaseSeconds * 2 },
    );
    await insertDecisions(
      tx,
      made.map(({ id, decision, sentence, isToBeWritten }, index) => ({
        id,
        ...(requests[index] as DecisionRequest).key,
        policyVersion: policy.version,
        receipt: decision.receipt,
        sentence,
        writeState: isToBeWritten ? "pending" : "not needed",
        decidedAt: now,
      })),
    );
    return made;
  });
}

function decideOne(
  context: ServiceContext,
  input: { compiled: CompiledPolicy; roster: AssignableRoster; now: string; request: DecisionRequest },
): MadeDecision {
  const { compiled, roster, now } = input;
  const { ticket, heldSince } = input.request;
  const before = roster.release(ticket.id);
  const waitedMs = heldSince === null ? undefined : Date.parse(now) - Date.parse(heldSince);
  const decision = decideCompiled(compiled, {
    ticket,
    roster: roster.current(),
    now,
    ...(waitedMs !== undefined && { waitedMinutes: Math.max(0, waitedMs / 60_000) }),
  });
  const { writes, reserved, queue } = decision.receipt;
  const isToBeWritten = decision.outcome !== "leave alone" && writes;
  if (isToBeWritten && reserved) {
    const { agentId, points } = reserved;
    roster.take(ticket.id, { agentId, queueId: queue?.id ?? null, effort: points });
  } else if (before) roster.take(ticket.id, before);
  return { id: context.platform.newId(), decision, sentence: explain(decision.receipt), isToBeWritten };
}
