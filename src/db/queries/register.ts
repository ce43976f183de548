import { and, count, desc, eq, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { decisions, type RoutingCycle, routingCycles } from "../schema/index.ts";

/** Where a list of cycles goes on: after this one, downwards. */
export interface CyclePlace {
  openedAt: string;
  ticketId: string;
}

const latestFirst = [desc(routingCycles.openedAt), desc(routingCycles.ticketId), desc(routingCycles.cycle)];

/** The latest tickets that were decided, each by its first cycle. */
export async function listFirstCycles(
  db: Db,
  input: { installationId: string; before?: CyclePlace | undefined; limit: number },
): Promise<CyclePlace[]> {
  return db
    .select({ openedAt: routingCycles.openedAt, ticketId: routingCycles.ticketId })
    .from(routingCycles)
    .where(
      and(
        eq(routingCycles.installationId, input.installationId),
        eq(routingCycles.cycle, 1),
        isNotNull(routingCycles.decisionId),
        input.before && isBelow(input.before),
      ),
    )
    .orderBy(...latestFirst)
    .limit(input.limit);
}

export interface RegisterFilter {
  ticketId?: string | undefined;
  state?: RoutingCycle["state"] | undefined;
  /** Only the latest cycle of each ticket: how a former one ended says nothing of the ticket any more. */
  isLatest?: boolean | undefined;
  groupId?: string | undefined;
  agentId?: string | undefined;
  ruleId?: string | undefined;
  /** ISO 8601; `from` in it, `until` not. */
  from?: string | undefined;
  until?: string | undefined;
}

/** Cycles of an installation that a filter lets through, the latest first, with what a list shows of the decision. */
export async function searchCycles(
  db: Db,
  input: { installationId: string; filter: RegisterFilter; before?: CyclePlace | undefined; limit: number },
) {
  const { installationId, filter } = input;
  return db
    .select({
      ticketId: routingCycles.ticketId,
      cycle: routingCycles.cycle,
      state: routingCycles.state,
      reason: routingCycles.reason,
      source: routingCycles.source,
      openedAt: routingCycles.openedAt,
      finishedAt: routingCycles.finishedAt,
      policyVersion: decisions.policyVersion,
      sentence: decisions.sentence,
      queue: sql<string | null>`${decisions.receipt} #>> '{queue,name}'`,
      group: sql<string | null>`${decisions.receipt} #>> '{queue,group}'`,
      agent: sql<string | null>`${decisions.receipt} #>> '{chosen,name}'`,
      priority: sql<string | null>`${decisions.receipt} #>> '{update,priority}'`,
    })
    .from(routingCycles)
    .leftJoin(
      decisions,
      and(
        eq(decisions.id, routingCycles.decisionId),
        eq(decisions.installationId, routingCycles.installationId),
      ),
    )
    .where(
      and(
        eq(routingCycles.installationId, installationId),
        ...conditionsOf(filter),
        input.before && isBelow(input.before),
      ),
    )
    .orderBy(...latestFirst)
    .limit(input.limit);
}

function conditionsOf(filter: RegisterFilter): (SQL | undefined)[] {
  const { ticketId, state, isLatest, groupId, agentId, ruleId, from, until } = filter;
  return [
    ticketId === undefined ? undefined : eq(routingCycles.ticketId, ticketId),
    state === undefined ? undefined : eq(routingCycles.state, state),
    isLatest === true ? isLatestCycle : undefined,
    groupId === undefined ? undefined : hasInReceipt({ update: { groupId } }),
    agentId === undefined ? undefined : hasInReceipt({ chosen: { agentId } }),
    ruleId === undefined ? undefined : hasInReceipt({ rules: [{ id: ruleId }] }),
    from === undefined ? undefined : gte(routingCycles.openedAt, from),
    until === undefined ? undefined : lt(routingCycles.openedAt, until),
  ];
}

const isLatestCycle = sql`not exists (select 1 from ${routingCycles} as later
  where later.installation_id = ${routingCycles.installationId} and later.ticket_id = ${routingCycles.ticketId}
    and later.cycle > ${routingCycles.cycle})`;

function hasInReceipt(part: unknown): SQL {
  return sql`${decisions.receipt} @> ${JSON.stringify(part)}::jsonb`;
}

function isBelow({ openedAt, ticketId }: CyclePlace): SQL {
  return sql`(${routingCycles.openedAt}, ${routingCycles.ticketId}) < (${openedAt}::timestamptz, ${ticketId})`;
}

/**
 * How many cycles stand in each state, of those opened since then; pending and held ones whenever they were opened, and
 * failed ones unless the ticket was routed again.
 */
export async function countCycles(
  db: Db,
  input: { installationId: string; since: string },
): Promise<{ state: RoutingCycle["state"]; tickets: number; oldest: string }[]> {
  const { state, openedAt, installationId } = routingCycles;
  return db
    .select({ state, tickets: count(), oldest: sql<string>`min(${openedAt})`.mapWith(openedAt) })
    .from(routingCycles)
    .where(
      and(
        eq(installationId, input.installationId),
        sql`(${state} in ('pending', 'held') or ${openedAt} >= ${input.since}::timestamptz)`,
        sql`(${state} <> 'failed' or ${isLatestCycle})`,
      ),
    )
    .groupBy(state);
}

/** How many tickets were opened in each hour since then; hours without one are left out. */
export async function countArrivals(
  db: Db,
  input: { installationId: string; since: string },
): Promise<{ hour: string; tickets: number }[]> {
  const hour = sql<string>`date_trunc('hour', ${routingCycles.openedAt}, 'UTC')`.mapWith(
    routingCycles.openedAt,
  );
  return db
    .select({ hour, tickets: count() })
    .from(routingCycles)
    .where(
      and(eq(routingCycles.installationId, input.installationId), gte(routingCycles.openedAt, input.since)),
    )
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}
