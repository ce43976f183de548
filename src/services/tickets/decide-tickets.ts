import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { insertDecisions } from "../../db/queries/decisions.ts";
import { listHeldTickets } from "../../db/queries/held-tickets.ts";
import { reserve } from "../../db/queries/roster.ts";
import { noteSeenTickets } from "../../db/queries/routing-cycles.ts";
import { compareHeld } from "../../routing/hold-order.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { decideInTurn } from "./decide-in-turn.ts";
import type { DecisionRequest, MadeDecision } from "./decide-ticket.ts";
import { readAssignableRoster } from "./read-assignable-roster.ts";

/** For so many held tickets room is kept from newcomers; if there were room for more, they would not be held. */
const heldInView = 200;

/**
 * The critical section: under the installation's lock it reads the loads once, decides one ticket after the other, the
 * most urgent first and each seeing the room that those before it took, and stores the intents. No two tickets of an
 * installation are given the same last place, in whatever process they are decided.
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
  const ticketIds = requests.map(({ key }) => key.ticketId);
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    await noteSeenTickets(
      tx,
      requests.map(({ key, ticket: { groupId, assigneeId, priority } }) => ({
        ...key,
        seen: { groupId, assigneeId, priority },
      })),
    );
    const now = isoNow(context.platform);
    const roster = await readAssignableRoster(tx, {
      installationId,
      policy: policy.document,
      ticketIds,
      now,
    });
    const held = (await listHeldTickets(tx, { installationId, limit: heldInView })).filter(
      ({ isTaken, ticketId }) => !isTaken && !ticketIds.includes(ticketId),
    );
    const inTurn = requests.toSorted((a, b) => compareHeld(urgencyOf(a, now), urgencyOf(b, now)));
    const made = new Map<DecisionRequest, MadeDecision>();
    for (const request of inTurn) {
      const demands = held.map(({ demand }) => demand);
      const decision = decideInTurn({ compiled, roster, held: demands, now, request });
      made.set(request, { id: context.platform.newId(), ...decision });
    }
    await reserveRoom(context, tx, { installationId, made, now });
    await insertDecisions(
      tx,
      [...made].map(([{ key }, { id, decision, sentence, isToBeWritten }]) => ({
        id,
        ...key,
        policyVersion: policy.version,
        receipt: decision.receipt,
        sentence,
        writeState: isToBeWritten ? "pending" : "not needed",
        decidedAt: now,
      })),
    );
    return requests.map((request) => made.get(request) as MadeDecision);
  });
}

/** A newcomer's place in the order is that of a ticket which is held from now on. */
function urgencyOf({ ticket, heldSince }: DecisionRequest, now: string) {
  return { priority: ticket.priority, heldSince: heldSince ?? now };
}

async function reserveRoom(
  context: ServiceContext,
  tx: Db,
  input: { installationId: string; made: Map<DecisionRequest, MadeDecision>; now: string },
): Promise<void> {
  const { installationId, made, now } = input;
  await reserve(
    tx,
    [...made].flatMap(([{ key }, { isToBeWritten, decision }]) => {
      const { reserved, queue, turn } = decision.receipt;
      if (!isToBeWritten || !reserved) return [];
      return {
        installationId,
        ticketId: key.ticketId,
        agentId: reserved.agentId,
        queueId: queue?.id ?? null,
        effort: reserved.points,
        turns: turn?.turns ?? null,
        floor: turn?.floor ?? null,
        takenAt: now,
      };
    }),
    { lifeSeconds: context.settings.leaseSeconds * 2 },
  );
}
