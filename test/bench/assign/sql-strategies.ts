import type postgres from "postgres";

/** Gives one ticket to somebody with room; false when it finds nobody. */
export type Assign = (sql: postgres.Sql, ticketId: string) => Promise<boolean>;

const inserted =
  "insert into bench_assignments (ticket_id, agent_id) select $1, agent_id from picked returning 1";

/** What one would write by hand, each with a counter of the load in the agent's row. */
export const sqlStrategies: Record<string, Assign> = {
  "lock the whole group": (sql, ticketId) =>
    sql.begin(async (tx) => {
      const agents = await tx.unsafe<{ agent_id: string; load: number; capacity: number }[]>(
        "select agent_id, load, capacity from bench_agents order by agent_id for update",
        [],
        { prepare: true },
      );
      const best = agents.reduce((a, b) => (b.load < a.load ? b : a));
      if (best.load >= best.capacity) return false;
      await tx.unsafe("update bench_agents set load = load + 1 where agent_id = $1", [best.agent_id], {
        prepare: true,
      });
      await tx.unsafe("insert into bench_assignments values ($1, $2)", [ticketId, best.agent_id], {
        prepare: true,
      });
      return true;
    }),
  "one statement, SKIP LOCKED": oneStatement("for update skip locked"),
  "one statement, waiting": oneStatement("for update"),
  "optimistic, guarded": async (sql, ticketId) => {
    for (;;) {
      const [best] = await sql.unsafe<{ agent_id: string; load: number }[]>(
        "select agent_id, load from bench_agents where load < capacity order by load, agent_id limit 1",
        [],
        { prepare: true },
      );
      if (!best) return false;
      const written = await sql.unsafe(
        `with picked as (
           update bench_agents set load = load + 1 where agent_id = $2 and load = $3 returning agent_id
         ) ${inserted}`,
        [ticketId, best.agent_id, best.load],
        { prepare: true },
      );
      if (written.length > 0) return true;
    }
  },
  "advisory lock, one at a time": (sql, ticketId) =>
    sql.begin(async (tx) => {
      await tx.unsafe("select pg_advisory_xact_lock(1)", [], { prepare: true });
      const written = await tx.unsafe(pickStatement(""), [ticketId], { prepare: true });
      return written.length > 0;
    }),
};

function oneStatement(lock: string): Assign {
  return async (sql, ticketId) => {
    const written = await sql.unsafe(pickStatement(lock), [ticketId], { prepare: true });
    return written.length > 0;
  };
}

/** The same, and a receipt like ours beside it, which somebody else has worked out. */
export function assignWithReceipt(receipt: string): Assign {
  const recorded = "recorded as (insert into bench_receipts select $1, $2::text::jsonb from picked)";
  const statement = pickStatement("for update skip locked", `, ${recorded}`);
  return async (sql, ticketId) => {
    const written = await sql.unsafe(statement, [ticketId, receipt], { prepare: true });
    return written.length > 0;
  };
}

function pickStatement(lock: string, more = ""): string {
  return `
    with best as (
      select agent_id from bench_agents where load < capacity order by load, agent_id limit 1 ${lock}
    ), picked as (
      update bench_agents set load = load + 1 from best
      where bench_agents.agent_id = best.agent_id and load < capacity returning bench_agents.agent_id
    )${more} ${inserted}`;
}

export async function resetSqlAgents(sql: postgres.Sql, agentCount: number, capacity: number): Promise<void> {
  await sql.unsafe(`
    create table if not exists bench_agents (agent_id text primary key, load int not null, capacity int not null);
    create index if not exists bench_agents_load on bench_agents (load, agent_id);
    create table if not exists bench_assignments (ticket_id text primary key, agent_id text not null);
    create table if not exists bench_receipts (ticket_id text primary key, receipt jsonb not null);
    truncate bench_agents, bench_assignments, bench_receipts;
    insert into bench_agents select 'a' || n, 0, ${capacity} from generate_series(1, ${agentCount}) n;
    analyze bench_agents`);
}

export async function readSqlLoads(sql: postgres.Sql): Promise<number[]> {
  const rows = await sql<{ load: number }[]>`
    select count(bench_assignments.ticket_id)::int as load
    from bench_agents left join bench_assignments using (agent_id) group by bench_agents.agent_id`;
  return rows.map(({ load }) => load);
}
