import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Seen } from "../../ports/helpdesk.ts";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import { urgentAt } from "../../routing/hold-order.ts";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { type RoutingCycle, routingCycles } from "../schema/index.ts";

export interface CycleKey {
  installationId: string;
  ticketId: string;
  cycle: number;
}

/** Opens the cycles that do not exist yet, and returns those. */
export async function openCycles(
  db: Db,
  rows: (CycleKey & { source: RoutingCycle["source"]; at: string; fromAgentId?: string })[],
): Promise<CycleKey[]> {
  if (rows.length === 0) return [];
  return db
    .insert(routingCycles)
    .values(rows.map(({ at, ...row }) => ({ ...row, state: "pending" as const, dueAt: at, openedAt: at })))
    .onConflictDoNothing()
    .returning({
      installationId: routingCycles.installationId,
      ticketId: routingCycles.ticketId,
      cycle: routingCycles.cycle,
    });
}

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
      claimedUntil: sql`now() + make_interval(secs => ${input.leaseSeconds}::float8)`,
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

/** A cycle in a worker's hands: until when by the database's clock tells this worker from one that took it over. */
export type Claim = CycleKey & Pick<RoutingCycle, "claimedUntil">;

/**
 * Keeps how a cycle first read its ticket; a later reading changes nothing. Nobody can take over those cycles before the
 * transaction ends.
 *
 * @returns the tickets whose cycles are still in the hands of who claimed them so; the others were taken over or ended
 */
export async function noteSeenTickets(tx: Db, rows: (Claim & { seen: Seen })[]): Promise<Set<string>> {
  const held = await readRows<{ ticketId: string }>(
    tx,
    sql`
    update ${routingCycles} set seen = coalesce(${routingCycles.seen}, input.seen)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as input ("installationId" text, "ticketId" text, "cycle" int, "claimedUntil" timestamptz, "seen" jsonb)
    where installation_id = input."installationId" and ticket_id = input."ticketId"
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

/**
 * Takes up to `limit` cycles that are pending, past due and in nobody's hands: their message was lost, or their
 * worker died. They are due anew from now, so that the next sweep leaves them time.
 */
export async function takeStrandedCycles(
  tx: Db,
  input: { graceSeconds: number; limit: number },
): Promise<CycleKey[]> {
  const stranded = tx
    .select({ ctid: sql`ctid` })
    .from(routingCycles)
    .where(
      and(
        eq(routingCycles.state, "pending"),
        lt(routingCycles.dueAt, sql`now() - make_interval(secs => ${input.graceSeconds}::float8)`),
        or(isNull(routingCycles.claimedUntil), lt(routingCycles.claimedUntil, sql`now()`)),
      ),
    )
    .orderBy(asc(routingCycles.dueAt))
    .limit(input.limit)
    .for("update", { skipLocked: true });
  return tx.update(routingCycles).set({ dueAt: sql`now()` }).where(sql`ctid in ${stranded}`).returning({
    installationId: routingCycles.installationId,
    ticketId: routingCycles.ticketId,
    cycle: routingCycles.cycle,
  });
}

/** Opens an ended cycle again under the next number; undefined while the latest one is still pending. */
export async function reopenCycle(
  tx: Db,
  latest: RoutingCycle,
  input: { at: string; source: RoutingCycle["source"]; fromAgentId?: string },
): Promise<CycleKey | undefined> {
  if (latest.state === "pending") return undefined;
  const { installationId, ticketId, cycle } = latest;
  const [opened] = await openCycles(tx, [{ installationId, ticketId, cycle: cycle + 1, ...input }]);
  if (opened) await leaveHold(tx, latest);
  return opened;
}

/** Ends whatever is still to be routed or looked at again, for an installation that is leaving. */
export async function endOpenCycles(
  db: Db,
  installationId: string,
  input: { reason: string; at: string },
): Promise<void> {
  await db
    .update(routingCycles)
    .set({ state: "left alone", reason: input.reason, finishedAt: input.at, claimedUntil: null })
    .where(
      and(
        eq(routingCycles.installationId, installationId),
        inArray(routingCycles.state, ["pending", "held"]),
      ),
    );
  await db
    .update(routingCycles)
    .set({ takeBackAt: null })
    .where(and(eq(routingCycles.installationId, installationId), isNotNull(routingCycles.takeBackAt)));
}

/** A held cycle that another one follows waits for nothing any more. */
async function leaveHold(tx: Db, { installationId, ticketId, cycle }: CycleKey): Promise<void> {
  await tx
    .update(routingCycles)
    .set({ state: "left alone" })
    .where(and(matches({ installationId, ticketId, cycle }), eq(routingCycles.state, "held")));
}

/** Takes up to `limit` assigned tickets whose owner should have touched them by now. */
export async function takeBackDue(db: Db, input: { at: string; limit: number }): Promise<CycleKey[]> {
  const due = db
    .select({ ctid: sql`ctid` })
    .from(routingCycles)
    .where(lte(routingCycles.takeBackAt, input.at))
    .orderBy(asc(routingCycles.takeBackAt))
    .limit(input.limit)
    .for("update", { skipLocked: true });
  return db.update(routingCycles).set({ takeBackAt: null }).where(sql`ctid in ${due}`).returning({
    installationId: routingCycles.installationId,
    ticketId: routingCycles.ticketId,
    cycle: routingCycles.cycle,
  });
}

/** Takes every pending cycle out of hands; only for an engine that one process has to itself, at its start. */
export async function releaseAllClaims(db: Db): Promise<void> {
  await db
    .update(routingCycles)
    .set({ claimedUntil: null })
    .where(and(eq(routingCycles.state, "pending"), isNotNull(routingCycles.claimedUntil)));
}

export async function findLatestCycle(
  db: Db,
  installationId: string,
  ticketId: string,
): Promise<RoutingCycle | undefined> {
  const [row] = await db
    .select()
    .from(routingCycles)
    .where(and(eq(routingCycles.installationId, installationId), eq(routingCycles.ticketId, ticketId)))
    .orderBy(desc(routingCycles.cycle))
    .limit(1);
  return row;
}

/** The register, latest first. */
export async function listCycles(
  db: Db,
  installationId: string,
  input: { limit: number },
): Promise<RoutingCycle[]> {
  return db
    .select()
    .from(routingCycles)
    .where(eq(routingCycles.installationId, installationId))
    .orderBy(desc(routingCycles.openedAt), desc(routingCycles.ticketId))
    .limit(input.limit);
}

function isStillHeld({ claimedUntil, ...key }: Claim) {
  return and(
    matches(key),
    eq(routingCycles.state, "pending"),
    claimedUntil === null ? isNull(routingCycles.claimedUntil) : eq(routingCycles.claimedUntil, claimedUntil),
  );
}

function matches(key: CycleKey) {
  return and(
    eq(routingCycles.installationId, key.installationId),
    eq(routingCycles.ticketId, key.ticketId),
    eq(routingCycles.cycle, key.cycle),
  );
}
