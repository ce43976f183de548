import type { Db } from "../../db/database.ts";
import { inOneFlight } from "../../db/in-one-flight.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { type HeldTicket, listHeldTickets, releaseHeldTickets } from "../../db/queries/held-tickets.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { giveInTurn } from "../../routing/keep-room.ts";
import type { Policy } from "../../routing/policy.ts";
import { rampOf } from "../../routing/queue.ts";
import type { Roster } from "../../routing/roster.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { laterHandOutJob } from "./hand-out-job.ts";
import { readAssignableRoster } from "./read-assignable-roster.ts";
import { routeTicketsJobs } from "./route-tickets-jobs.ts";

/** So many held tickets are looked at in one go, the most urgent ones. */
const heldInView = 1000;
/** No more are let go at once, so that others get their turn at the help desk's limits. */
const mostAtOnce = 64;

/**
 * Lets those held tickets go for which somebody has room now, the most urgent first and nobody faster than the ramp of
 * the queue. Each is then read and decided anew like any other, so nothing that happened meanwhile is overlooked.
 */
export async function handOutTickets(
  context: ServiceContext,
  input: { installationId: string },
): Promise<{ released: number }> {
  const { installationId } = input;
  const released = await context.db.transaction(async (tx: Db) => {
    const anything = await listHeldTickets(tx, { installationId, limit: 1 });
    if (anything.length === 0) return 0;
    await lockInstallation(tx, installationId);
    const policy = (await findActivePolicy(tx, installationId))?.document;
    if (!policy) return 0;
    const now = isoNow(context.platform);
    const [held, assignable] = await inOneFlight([
      listHeldTickets(tx, { installationId, limit: heldInView }),
      readAssignableRoster(
        { tx, rosters: context.rosters },
        { installationId, policy, ticketIds: [], now, isPaced: true },
      ),
    ]);
    const roster = assignable.current();
    const wanted = choose(policy, roster, held, now);
    const keys = await releaseHeldTickets(tx, wanted.slice(0, mostAtOnce), now);
    await context.queue.enqueue(tx, routeTicketsJobs(keys));
    const delaySeconds = wanted.length > mostAtOnce ? 1 : secondsToNextPace(policy, roster, now);
    if (delaySeconds !== undefined) {
      const later = laterHandOutJob(context.platform, { installationId, delaySeconds });
      await context.queue.enqueue(tx, [later], { delaySeconds });
    }
    return keys.length;
  });
  if (released > 0) {
    context.platform.log.info("held tickets let go", { installationId, released });
    context.queue.wake();
  }
  return { released };
}

/**
 * Those that somebody took meanwhile go first: they wait for nothing, and routing will record it. Those that have been
 * let go already keep the room that they were let go for.
 */
function choose(policy: Policy, roster: Roster, held: HeldTicket[], now: string): HeldTicket[] {
  const taken = held.filter(({ isTaken, isReleased }) => isTaken && !isReleased);
  const waiting = new Map(held.filter(({ isTaken }) => !isTaken).map((one) => [one.ticketId, one]));
  const demands = [...waiting.values()].map(({ demand }) => demand);
  const { given } = giveInTurn(policy, roster, demands, { now, isPaced: true });
  const placed = [...given.keys()].flatMap((ticketId) => waiting.get(ticketId) ?? []);
  return [...taken, ...placed.filter(({ isReleased }) => !isReleased)];
}

/** When the first agent whom the ramp holds back may be given the next ticket; undefined when it holds back nobody. */
function secondsToNextPace(policy: Policy, roster: Roster, now: string): number | undefined {
  const ramps = policy.queues.map(rampOf);
  const fewest = Math.min(...ramps.map(({ tickets }) => tickets));
  const minutes = Math.min(...ramps.map((ramp) => ramp.minutes));
  const waits = roster.agents.flatMap(({ handedOut = 0, handedOutSince }) => {
    if (handedOut < fewest || !handedOutSince) return [];
    return Math.max(1, (Date.parse(handedOutSince) + minutes * 60_000 - Date.parse(now)) / 1000);
  });
  return waits.length > 0 ? Math.ceil(Math.min(...waits)) : undefined;
}
