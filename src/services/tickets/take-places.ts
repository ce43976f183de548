import { commitAhead } from "../../db/commit-ahead.ts";
import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { noteSeenTickets } from "../../db/queries/claimed-cycles.ts";
import { listHeldTickets } from "../../db/queries/held-tickets.ts";
import type { StoredPolicy } from "../../db/queries/policies.ts";
import { reserve } from "../../db/queries/roster.ts";
import type { CompiledPolicy } from "../../routing/compile.ts";
import { arrivalOf, sortHeld } from "../../routing/hold-order.ts";
import type { Tracing } from "../../routing/tracing.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { compilePolicy } from "../policies/compile-policy.ts";
import { decideInTurn, type TakenPlace } from "./decide-in-turn.ts";
import type { DecisionRequest } from "./decide-ticket.ts";
import { readAssignableRoster } from "./read-assignable-roster.ts";

/** For so many held tickets room is kept from newcomers; if there were room for more, they would not be held. */
const heldInView = 200;

/** So many are decided before their room is sent, so that the database writes it while the next ones are decided. */
const sentAtOnce = 64;

interface PlacesInput {
  installationId: string;
  policy: StoredPolicy;
  requests: DecisionRequest[];
}

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
  input: PlacesInput,
): Promise<(TakenPlace | null)[]> {
  const { requests } = input;
  try {
    const taken = await takeTogether(context, input);
    return requests.map((request) => taken.get(request) ?? null);
  } catch (error) {
    if (!(error instanceof TakenOverError)) throw error;
    const stillHeld = requests.filter(({ key }) => error.stillHeld.has(key.ticketId));
    const places = stillHeld.length > 0 ? await takePlaces(context, { ...input, requests: stillHeld }) : [];
    return requests.map((request) => places[stillHeld.indexOf(request)] ?? null);
  }
}

/** Undoes what was decided for a group of which some are in other hands: the rest is decided without them. */
class TakenOverError extends Error {
  override name = "TakenOverError";
  readonly stillHeld: ReadonlySet<string>;
  constructor(stillHeld: ReadonlySet<string>) {
    super("tickets were taken over by another worker");
    this.stillHeld = stillHeld;
  }
}

async function takeTogether(
  context: ServiceContext,
  { installationId, policy, requests }: PlacesInput,
): Promise<Map<DecisionRequest, TakenPlace>> {
  const compiled = compilePolicy(context, policy);
  return context.db.transaction(async (tx: Db) => {
    await commitAhead(tx);
    await lockInstallation(tx, installationId);
    const claims = requests.map(
      ({ key: { ticketId, cycle, claimedUntil }, ticket: { groupId, assigneeId, priority } }) => ({
        ticketId,
        cycle,
        claimedUntil,
        seen: { groupId, assigneeId, priority },
      }),
    );
    // Whose claims still hold is nearly always all, and becomes known while they are decided.
    const [taken, stillHeld] = await inOneFlight([
      decideUnderLock(tx, context, { installationId, compiled, requests }),
      noteSeenTickets(tx, installationId, claims),
    ]);
    if (requests.some(({ key }) => !stillHeld.has(key.ticketId))) throw new TakenOverError(stillHeld);
    return taken;
  });
}

async function decideUnderLock(
  tx: Db,
  context: ServiceContext,
  {
    installationId,
    compiled,
    requests,
  }: { installationId: string; compiled: CompiledPolicy; requests: DecisionRequest[] },
): Promise<Map<DecisionRequest, TakenPlace>> {
  const ticketIds = requests.map(({ key }) => key.ticketId);
  const isPaced = requests.some(({ heldSince }) => heldSince !== null);
  const [roster, waiting] = await inOneFlight([
    readAssignableRoster(
      { tx, rosters: context.rosters },
      { installationId, policy: compiled.policy, ticketIds, now: isoNow(context.platform), isPaced },
    ),
    listHeldTickets(tx, { installationId, limit: heldInView }),
  ]);
  // Only now is the lock known to be held, however long that took.
  const now = isoNow(context.platform);
  const held = waiting
    .filter(({ isTaken, ticketId }) => !isTaken && !ticketIds.includes(ticketId))
    .map(({ demand }) => demand);
  const inTurn = sortHeld(requests, (request) => urgencyOf(request, now));
  const { standings } = roster;
  standings.follow(roster.agents);
  const tracing: Tracing = { isTraced: false, standings };
  const taken = new Map<DecisionRequest, TakenPlace>();
  for (let from = 0; from < inTurn.length; from += sentAtOnce) {
    const some = inTurn.slice(from, from + sentAtOnce);
    for (const request of some) {
      taken.set(request, decideInTurn({ compiled, roster, held, now, request, tracing }));
    }
    const rows = some.flatMap((request) => reservationOf(request.key.ticketId, taken.get(request)));
    const life = { takenAt: now, lifeSeconds: context.settings.leaseSeconds * 2 };
    await reserve(tx, rows, { installationId, ...life });
  }
  return taken;
}

/** A newcomer's place in the order is that of a ticket which is held from now on. */
function urgencyOf({ ticket, heldSince, reassign }: DecisionRequest, now: string) {
  const { id: ticketId, priority } = ticket;
  return { ticketId, priority, heldSince: heldSince ?? now, arrivedAt: arrivalOf({ ticket, reassign }) };
}

function reservationOf(ticketId: string, place: TakenPlace | undefined) {
  if (!place?.isToBeWritten) return [];
  const { reserved, queue, turn } = place.decision.receipt;
  if (!reserved) return [];
  return {
    ticketId,
    agentId: reserved.agentId,
    queueId: queue?.id ?? null,
    effort: reserved.points,
    turns: turn?.turns ?? null,
    floor: turn?.floor ?? null,
  };
}
