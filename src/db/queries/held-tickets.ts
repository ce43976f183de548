import { and, asc, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { HeldDemand } from "../../routing/hold-demand.ts";
import type { Db } from "../database.ts";
import { reservations, routingCycles, tickets } from "../schema/index.ts";
import type { CycleKey } from "./routing-cycles.ts";

const keyColumns = {
  installationId: routingCycles.installationId,
  ticketId: routingCycles.ticketId,
  cycle: routingCycles.cycle,
};

export interface HeldTicket extends CycleKey {
  demand: HeldDemand;
  /** It has been let go and is about to be decided: the room that it was let go for is still its own. */
  isReleased: boolean;
  /** By the mirror: somebody took, moved or closed the ticket meanwhile. */
  isTaken: boolean;
}

/**
 * What an installation holds or has just let go, the most urgent first; of those held at one instant, the older ticket.
 * Who has got a place already, and is being written, is not among them: their room is in the loads, and must not be kept
 * for them once more.
 */
export async function listHeldTickets(
  db: Db,
  input: { installationId: string; limit: number },
): Promise<HeldTicket[]> {
  const rows = await db
    .select({
      ...keyColumns,
      demand: routingCycles.demand,
      isReleased: sql<boolean>`${routingCycles.state} = 'pending'`,
      isTaken: sql<boolean>`coalesce(${tickets.assigneeId} is not null or ${tickets.status} in ('solved', 'closed')
        or ${tickets.groupId} is distinct from ${routingCycles.seen} ->> 'groupId', false)`,
    })
    .from(routingCycles)
    .leftJoin(
      tickets,
      and(
        eq(tickets.installationId, routingCycles.installationId),
        eq(tickets.ticketId, routingCycles.ticketId),
      ),
    )
    .where(
      and(
        eq(routingCycles.installationId, input.installationId),
        inArray(routingCycles.state, ["held", "pending"]),
        isNotNull(routingCycles.demand),
        sql`not exists (
          select from ${reservations} as placed
          where placed.installation_id = ${input.installationId} and placed.ticket_id = ${routingCycles.ticketId}
            and placed.expires_at > now())`,
      ),
    )
    .orderBy(
      asc(routingCycles.urgentAt),
      asc(routingCycles.heldSince),
      asc(sql`length(${routingCycles.ticketId})`),
      asc(routingCycles.ticketId),
    )
    .limit(input.limit);
  return rows.flatMap(({ demand, ...row }) => (demand ? [{ ...row, demand }] : []));
}

/** Makes held tickets pending again, so that they are decided anew; those that are not held any more stay as they are. */
export async function releaseHeldTickets(tx: Db, keys: CycleKey[], at: string): Promise<CycleKey[]> {
  const [first] = keys;
  if (!first) return [];
  return tx
    .update(routingCycles)
    .set({ state: "pending", dueAt: at, finishedAt: null, claimedUntil: null, attempts: 0 })
    .where(
      and(
        eq(routingCycles.installationId, first.installationId),
        eq(routingCycles.state, "held"),
        inArray(
          sql`(${routingCycles.ticketId}, ${routingCycles.cycle})`,
          keys.map(({ ticketId, cycle }) => sql`(${ticketId}, ${cycle}::int)`),
        ),
      ),
    )
    .returning(keyColumns);
}

/** Makes pending, of all installations, the held tickets for which time alone may have changed something. */
export async function releaseDueTickets(tx: Db, input: { at: string; limit: number }): Promise<CycleKey[]> {
  const due = tx
    .select({ ctid: sql`ctid` })
    .from(routingCycles)
    .where(and(eq(routingCycles.state, "held"), lte(routingCycles.dueAt, input.at)))
    .orderBy(asc(routingCycles.dueAt))
    .limit(input.limit)
    .for("update", { skipLocked: true });
  return tx
    .update(routingCycles)
    .set({ state: "pending", dueAt: input.at, finishedAt: null, claimedUntil: null, attempts: 0 })
    .where(sql`ctid in ${due}`)
    .returning(keyColumns);
}
