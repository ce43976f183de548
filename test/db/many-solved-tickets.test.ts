import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listLeftBehind } from "../../src/db/queries/left-behind.ts";
import { readLoads } from "../../src/db/queries/loads.ts";
import { drawCounted, listTicketsOf } from "../../src/db/queries/tickets.ts";
import { readRows } from "../../src/db/read-rows.ts";
import { connectShop, shopId } from "../support/connect-shop.ts";

// Solved tickets stay in the mirror for weeks: of a shop's tickets they are nearly all.
const installationId = shopId;
const solved = 5000;
const unsolved = 200;
let database: Awaited<ReturnType<typeof connectShop>>;

beforeAll(async () => {
  database = await connectShop();
  const { db } = database;
  // Twenty agents have ten open tickets each; one of them has left, and one open ticket nobody has.
  await db.execute(sql`
    insert into agents (installation_id, agent_id, name, group_ids, active, has_left)
    select ${installationId}, 'a' || n, 'Test Agent ' || n, '["g"]', n > 1, n = 1 from generate_series(1, 20) n`);
  await db.execute(sql`
    insert into tickets (installation_id, ticket_id, status, group_id, assignee_id, created_at, updated_at)
    select ${installationId}, n::text, case when n <= ${solved}::int then 'solved' else 'open' end, 'g',
      case when n > 1 and n <= ${solved + unsolved}::int then 'a' || (n % 20 + 1) end,
      now() - interval '60 days', now() - interval '1 day'
    from generate_series(1, ${solved + unsolved + 1}::int) n`);
  await db.execute(sql`
    insert into routing_cycles
      (installation_id, ticket_id, cycle, state, source, due_at, opened_at, finished_at, assignee_id)
    select installation_id, ticket_id, 1, 'assigned', 'webhook', now(), created_at, created_at, coalesce(assignee_id, 'a1')
    from tickets`);
  await db.execute(sql`
    insert into routing_cycles (installation_id, ticket_id, cycle, state, source, due_at, opened_at, demand)
    values (${installationId}, 'waiting', 1, 'held', 'webhook', now(), now(), '{}')`);
  await db.execute(sql`analyze`);
});
afterAll(() => database.close());

/** How many rows of tickets and cycles a query looks at. */
async function rowsRead(query: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await counters();
  await query();
  const after = await counters();
  return Object.fromEntries(Object.entries(after).map(([name, rows]) => [name, rows - (before[name] ?? 0)]));
}

async function counters(): Promise<Record<string, number>> {
  await database.db.execute(sql`select pg_stat_force_next_flush()`);
  const rows = await readRows<{ name: string; rows: number }>(
    database.db,
    sql`select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
      from pg_stat_user_tables where relname in ('tickets', 'routing_cycles')`,
  );
  return Object.fromEntries(rows.map(({ name, rows: read }) => [name, read]));
}

it("counting who holds what looks at no ticket that is done", async () => {
  const { db } = database;
  const statuses = ["new", "open", "pending"] as const;
  const count = () => readLoads(db, { installationId, statuses, ticketIds: ["5100"] });
  const { all, own } = await count();
  expect([all.length, all.reduce((sum, { effort }) => sum + effort, 0)]).toEqual([20, unsolved]);
  expect(own.get("5100")).toEqual([{ agentId: "a1", queueId: null, effort: 1 }]);
  expect((await rowsRead(count)).tickets).toBeLessThanOrEqual(unsolved + 10);
});

it("a policy that counts solved tickets has them counted", async () => {
  const { all } = await readLoads(database.db, {
    installationId,
    statuses: ["open", "solved"],
    ticketIds: [],
  });
  // All but the one that never had an owner.
  expect(all.reduce((sum, { effort }) => sum + effort, 0)).toBe(solved + unsolved - 1);
});

it("drawing some that count looks at no ticket that is done", async () => {
  const draw = () => drawCounted(database.db, { installationId, draw: "today", limit: 5 });
  expect(await draw()).toHaveLength(5);
  expect((await rowsRead(draw)).tickets).toBeLessThanOrEqual(unsolved + 10);
});

it("finding what an agent holds looks at no ticket of others, and at none that is done", async () => {
  const find = () => listTicketsOf(database.db, { installationId, agentId: "a7" });
  expect(await find()).toHaveLength(10);
  expect((await rowsRead(find)).tickets).toBeLessThanOrEqual(10);
});

it("finding what was left behind looks into the past of those tickets only", async () => {
  const sinceIso = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const find = () => listLeftBehind(database.db, { installationId, sinceIso });
  // Ten of who left, and the one that was taken from them.
  expect(await find()).toHaveLength(11);
  const { tickets, routing_cycles: cycles } = await rowsRead(find);
  expect(tickets).toBeLessThanOrEqual(unsolved + 10);
  expect(cycles).toBeLessThanOrEqual(11 + 10);
});
