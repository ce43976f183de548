import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { connectPostgresql } from "../../src/db/connect-postgresql.ts";
import * as schema from "../../src/db/schema/index.ts";
import { openTransaction } from "./memory-queue.ts";
import { type Access, type ModelDatabase, migrationsFolder, ownTables, shorten } from "./model-database.ts";

/**
 * The same on PostgreSQL, whose code is native: it costs a third.
 *
 * @param options.socket where the engine listens on this machine, for a way that is cheaper than the network's
 */
export async function openModelPostgresql(
  url: string,
  options: { overlaps: boolean; socket?: string },
): Promise<ModelDatabase> {
  const { db, close } = await connectPostgresql({ url, migrationsFolder, maxConnections: 1 });
  const connect = (max: number) =>
    postgres(url, {
      max,
      onnotice: () => {},
      connection: { application_name: "model", plan_cache_mode: "force_generic_plan" },
      ...(options.socket && { path: options.socket }),
    });
  const control = connect(1);
  const client = connect(options.overlaps ? 20 : 1);
  return {
    db,
    open: (access) => (options.overlaps ? openOverlapping(client, access) : openInTurn(client, access)),
    async empty() {
      await control.unsafe(ownTables.map((table) => `delete from ${table}`).join("; "));
    },
    async isBlocked(underWay) {
      if (!options.overlaps) return false;
      const [row] = await control<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
        where application_name = 'model' and datname = current_database() and wait_event_type = 'Lock'`;
      return row?.count === underWay;
    },
    async close() {
      await Promise.all([client.end({ timeout: 1 }), control.end({ timeout: 1 }), close()]);
    },
  };
}

type Sql = Pick<postgres.Sql, "unsafe">;
type Send = (engine: Sql, text: string, parameters: unknown[], isInRows: boolean) => Promise<unknown>;

/** What drizzle needs of a client. */
function wrap(engine: Sql, options: postgres.Sql["options"], send: Send) {
  return {
    options,
    unsafe: (text: string, parameters: unknown[] = []) => ({
      values: () => send(engine, text, parameters, true),
      // Drizzle awaits the query itself.
      then: (...handlers: Parameters<Promise<unknown>["then"]>) =>
        send(engine, text, parameters, false).then(...handlers),
    }),
  };
}

function opened(gated: Sql | object): ReturnType<ModelDatabase["open"]> {
  const client = gated as postgres.Sql;
  return {
    db: drizzle({ client, schema }),
    lanes: 1,
    runPrepared: async <Row>(text: string, parameters: string[]) =>
      [...((await client.unsafe(text, parameters)) as unknown as Row[])] as Row[],
  };
}

async function ask(engine: Sql, text: string, parameters: unknown[], isInRows: boolean): Promise<unknown> {
  const pending = engine.unsafe(text, parameters as never[], { prepare: true });
  return isInRows ? pending.values() : pending;
}

/** Transactions exclude each other, so each is one step. */
function openInTurn(client: postgres.Sql, { process, scheduler, rewrite }: Access) {
  const inside: Send = (engine, sent, given, isInRows) => {
    const { text, parameters } = rewrite(sent, given);
    return ask(engine, text, parameters, isInRows);
  };
  const outside: Send = async (engine, sent, ...rest) => {
    await scheduler.gate(process, shorten(sent));
    return scheduler.track(() => inside(engine, sent, ...rest));
  };
  return opened({
    ...wrap(client, client.options, outside),
    async begin(run: (tx: unknown) => Promise<unknown>) {
      await scheduler.gate(process, "transaction");
      const sending = { atCommit: [] as (() => void)[] };
      const result = await scheduler.track(() =>
        openTransaction.run(sending, () =>
          client.begin(async (tx) => [await run(wrap(tx, client.options, inside))]),
        ),
      );
      for (const send of sending.atCommit) send();
      return result[0];
    },
  });
}

/** Transactions overlap: each statement is a step. */
function openOverlapping(client: postgres.Sql, { process, scheduler, rewrite }: Access) {
  const sendAs =
    (isInTransaction: boolean): Send =>
    async (engine, sent, given, isInRows) => {
      await scheduler.gate(process, shorten(sent), isInTransaction);
      const { text, parameters } = rewrite(sent, given);
      return scheduler.track(() => ask(engine, text, parameters, isInRows));
    };
  return opened({
    ...wrap(client, client.options, sendAs(false)),
    async begin(run: (tx: unknown) => Promise<unknown>) {
      await scheduler.gate(process, "transaction");
      const sending = { atCommit: [] as (() => void)[] };
      // Begin and commit are exchanges too; between them, only statements count as under way.
      const begun = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<void>();
      void scheduler.track(() => begun.promise);
      const result = await openTransaction
        .run(sending, () =>
          client.begin(async (tx) => {
            begun.resolve();
            try {
              const value = await run(wrap(tx, client.options, sendAs(true)));
              await scheduler.gate(process, "commit", true);
              return [value];
            } finally {
              void scheduler.track(() => ended.promise);
            }
          }),
        )
        .finally(ended.resolve);
      for (const send of sending.atCommit) send();
      return result[0];
    },
  });
}
