import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Seen } from "../../ports/helpdesk.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import { urgentAt } from "../../routing/hold-order.ts";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { type RoutingCycle, routingCycles } from "../schema/index.ts";
import { type CycleKey, matches } from "./routing-cycles.ts";

/** A cycle in a worker's hands: until when by the database's clock tells this worker from one that took it over. */
export type Claim = CycleKey & Pick<RoutingCycle, "claimedUntil">;

/**
 * Takes a pending cycle into this worker's hands for `leaseSeconds`, by the database's clock.
 * Undefined when it is done, not due, or in somebody else's hands.
 */
export async function claimCycle(
  db: Db,
  key: CycleKey,
  input: { leaseSeconds: number },
): Promise<RoutingCycle | undefined> {
  const [row] = await db
    .update(routingCycles)
    .set({
      // In whole milliseconds, as it is told: it must be found again by what is told.
      claimedUntil: sql`date_trunc('milliseconds', now() + make_interval(secs => ${input.leaseSeconds}::float8))`,
      attempts: sql`${routingCycles.attempts} + 1`,
    })
    .where(
      and(
        matches(key),
        eq(routingCycles.state, "pending"),
        or(isNull(routingCycles.claimedUntil), lt(routingCycles.claimedUntil, sql`now()`)),
      ),
    )
    .returning();
  return row;
}

/**
 * For claims of one installation. Keeps how a cycle first read its ticket; a later reading changes nothing. Nobody can
 * take over those cycles before the transaction ends.
 *
 * @returns the tickets whose cycles are still in the hands of who claimed them so; the others were taken over or ended
 */
export async function noteSeenTickets(
  tx: Db,
  installationId: string,
  rows: (Omit<Claim, "installationId"> & { seen: Seen })[],
): Promise<Set<string>> {
  const ticketIds = JSON.stringify(rows.map(({ ticketId }) => ticketId));
  const held = await readRows<{ ticketId: string }>(
    tx,
    sql`
    update ${routingCycles} set seen = coalesce(${routingCycles.seen}, input.seen)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as input ("ticketId" text, "cycle" int, "claimedUntil" timestamptz, "seen" jsonb)
    where installation_id = ${installationId}
      and ticket_id = any(array(select json_array_elements_text(${ticketIds}::json))) and ticket_id = input."ticketId"
      and routing_cycles.cycle = input."cycle"
      and state = 'pending' and claimed_until = input."claimedUntil"
    returning input."ticketId"`,
  );
  return new Set(held.map(({ ticketId }) => ticketId));
}

/** Ends a cycle. @returns false when it has ended or is in somebody else's hands by now, and stays as it is */
export async function finishCycle(
  db: Db,
  claim: Claim,
  outcome: {
    state: Exclude<RoutingCycle["state"], "pending">;
    reason: string;
    decisionId: string | null;
    at: string;
    /** Who has got it. */
    assigneeId: string | null;
    /** What a held ticket asks for. */
    demand: HeldDemand | null;
    /** When time alone may change something for a held ticket; null for never. */
    dueAt: string | null;
    /** The ticket as our write left it. */
    seen: Seen | null;
    takeBackAt: string | null;
  },
): Promise<boolean> {
  const { state, at, demand } = outcome;
  const finished = await db
    .update(routingCycles)
    .set({
      state,
      reason: outcome.reason,
      decisionId: outcome.decisionId,
      finishedAt: at,
      claimedUntil: null,
      assigneeId: outcome.assigneeId,
      takeBackAt: outcome.takeBackAt,
      plannedAgentId: null,
      ...(state === "assigned" && {
        handedOutAt: sql`case when ${routingCycles.heldSince} is null then null else ${at}::timestamptz end`,
      }),
      ...(state === "held" && {
        heldSince: sql`coalesce(${routingCycles.heldSince}, ${demand?.heldSince ?? at}::timestamptz)`,
        demand,
        urgentAt: demand ? new Date(urgentAt(demand)).toISOString() : at,
        dueAt: outcome.dueAt ?? "infinity",
        // From here on a difference is somebody else's hand, and not our own write.
        ...(outcome.seen && { seen: outcome.seen }),
      }),
    })
    .where(isStillHeld(claim))
    .returning({ cycle: routingCycles.cycle });
  return finished.length > 0;
}

/**
 * Gives a cycle out of hands, to be tried again after `delaySeconds`. Waiting for a limit is not an attempt.
 *
 * @returns false when it was not in these hands any more
 */
export async function postponeCycle(
  db: Db,
  claim: Claim,
  input: { reason: string; delaySeconds: number; wasTried: boolean },
): Promise<boolean> {
  const postponed = await db
    .update(routingCycles)
    .set({
      reason: input.reason,
      attempts: sql`${routingCycles.attempts} - ${input.wasTried ? 0 : 1}`,
      claimedUntil: null,
      dueAt: sql`now() + make_interval(secs => ${input.delaySeconds}::float8)`,
    })
    .where(isStillHeld(claim))
    .returning({ cycle: routingCycles.cycle });
  return postponed.length > 0;
}

function isStillHeld({ claimedUntil, ...key }: Claim) {
  return and(
    matches(key),
    eq(routingCycles.state, "pending"),
    claimedUntil === null ? isNull(routingCycles.claimedUntil) : eq(routingCycles.claimedUntil, claimedUntil),
  );
}
