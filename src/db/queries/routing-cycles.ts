import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { type RoutingCycle, routingCycles } from "../schema/index.ts";
import { keepInstallations } from "./installations.ts";

export interface CycleKey {
  installationId: string;
  ticketId: string;
  cycle: number;
}

/** Opens the cycles that do not exist yet, and returns those; none for an installation that was deleted. */
export async function openCycles(
  tx: Db,
  rows: (CycleKey & { source: RoutingCycle["source"]; at: string; fromAgentId?: string })[],
): Promise<CycleKey[]> {
  const kept = await keepInstallations(
    tx,
    rows.map(({ installationId }) => installationId),
  );
  const toOpen = rows.filter(({ installationId }) => kept.has(installationId));
  if (toOpen.length === 0) return [];
  return tx
    .insert(routingCycles)
    .values(toOpen.map(({ at, ...row }) => ({ ...row, state: "pending" as const, dueAt: at, openedAt: at })))
    .onConflictDoNothing()
    .returning({
      installationId: routingCycles.installationId,
      ticketId: routingCycles.ticketId,
      cycle: routingCycles.cycle,
    });
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

/** Another end than was recorded, for what came to light afterwards; a cycle that was opened again stays as it is. */
export async function amendCycle(
  db: Db,
  key: CycleKey,
  outcome: Pick<RoutingCycle, "state" | "reason" | "assigneeId">,
): Promise<void> {
  await db
    .update(routingCycles)
    .set({ ...outcome, ...(outcome.assigneeId === null && { takeBackAt: null }) })
    .where(and(matches(key), ne(routingCycles.state, "pending")));
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

/** All routing cycles of a ticket, latest first. */
export async function listTicketCycles(
  db: Db,
  installationId: string,
  ticketId: string,
): Promise<RoutingCycle[]> {
  return db
    .select()
    .from(routingCycles)
    .where(and(eq(routingCycles.installationId, installationId), eq(routingCycles.ticketId, ticketId)))
    .orderBy(desc(routingCycles.cycle))
    .limit(20);
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

export function matches(key: CycleKey) {
  return and(
    eq(routingCycles.installationId, key.installationId),
    eq(routingCycles.ticketId, key.ticketId),
    eq(routingCycles.cycle, key.cycle),
  );
}
