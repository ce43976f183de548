import { commitAhead } from "../../db/commit-ahead.ts";
import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { noteSeenTickets } from "../../db/queries/claimed-cycles.ts";
import { listHeldTickets } from "../../db/queries/held-tickets.ts";
import type { StoredPolicy } from "../../db/queries/policies.ts";
import { reserve } from "../../db/queries/roster.ts";
import { arrivalOf, compareHeld } from "../../routing/hold-order.ts";
import { createStandings } from "../../routing/standings.ts";
import type { Tracing } from "../../routing/tracing.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { decideInTurn, type TakenPlace } from "./decide-in-turn.ts";
import type { DecisionRequest } from "./decide-ticket.ts";
import { readAssignableRoster } from "./read-assignable-roster.ts";

/** For so many held tickets room is kept from newcomers; if there were room for more, they would not be held. */
const heldInView = 200;

/**
 * The critical section: under the installation's lock it reads the loads once, decides one ticket after the other, the
 * most urgent first and each seeing the room that those before it took, and reserves that room. No two tickets of an
 * installation are given the same last place, in whatever process they are decided. The disk may have it later: whoever
 * lets anybody outside know of it commits something first.
 *
 * @returns what was decided for each request, in the order of the requests; null for a ticket that somebody else has taken
 *   over, who may be done with it: room taken for it now would be nobody's
 */
export async function takePlaces(
  context: ServiceContext,
  input: { installationId: string; policy: StoredPolicy; requests: DecisionRequest[] },
): Promise<(TakenPlace | null)[]> {
  const { installationId, requests } = input;
  const compiled = compilePolicy(context, input.policy);
  const ticketIds = requests.map(({ key }) => key.ticketId);
  return context.db.transaction(async (tx: Db) => {
    await commitAhead(tx);
    await lockInstallation(tx, installationId);
    const { policy } = compiled;
    const askedAt = isoNow(context.platform);
    const isPaced = requests.some(({ heldSince }) => heldSince !== null);
    const [roster, waiting, stillHeld] = await inOneFlight([
      readAssignableRoster(
        { tx, rosters: context.rosters },
        { installationId, policy, ticketIds, now: askedAt, isPaced },
      ),
      listHeldTickets(tx, { installationId, limit: heldInView }),
      noteSeenTickets(
        tx,
        installationId,
        requests.map(
          ({ key: { ticketId, cycle, claimedUntil }, ticket: { groupId, assigneeId, priority } }) => ({
            ticketId,
            cycle,
            claimedUntil,
            seen: { groupId, assigneeId, priority },
          }),
        ),
      ),
    ]);
    // Only now is the lock known to be held, however long that took.
    const now = isoNow(context.platform);
    const held = waiting
      .filter(({ isTaken, ticketId }) => !isTaken && !ticketIds.includes(ticketId))
      .map(({ demand }) => demand);
    const taken = new Map<DecisionRequest, TakenPlace>();
    const inTurn = requests
      .filter(({ key }) => stillHeld.has(key.ticketId))
      .toSorted((a, b) => compareHeld(urgencyOf(a, now), urgencyOf(b, now)));
    const tracing: Tracing = { isTraced: false, standings: createStandings(roster.agents) };
    for (const request of inTurn) {
      taken.set(request, decideInTurn({ compiled, roster, held, now, request, tracing }));
    }
    await reserve(
      tx,
      [...taken].flatMap(([{ key }, place]) => reservationOf(key.ticketId, place)),
      { installationId, takenAt: now, lifeSeconds: context.settings.leaseSeconds * 2 },
    );
    return requests.map((request) => taken.get(request) ?? null);
  });
}

/** A newcomer's place in the order is that of a ticket which is held from now on. */
function urgencyOf({ ticket, heldSince, reassign }: DecisionRequest, now: string) {
  const { id: ticketId, priority } = ticket;
  return { ticketId, priority, heldSince: heldSince ?? now, arrivedAt: arrivalOf({ ticket, reassign }) };
}

function reservationOf(ticketId: string, place: TakenPlace) {
  const { reserved, queue, turn } = place.decision.receipt;
  if (!place.isToBeWritten || !reserved) return [];
  return {
    ticketId,
    agentId: reserved.agentId,
    queueId: queue?.id ?? null,
    effort: reserved.points,
    turns: turn?.turns ?? null,
    floor: turn?.floor ?? null,
  };
}
