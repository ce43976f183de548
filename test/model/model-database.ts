import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { connectPglite } from "../../src/db/connect-pglite.ts";
import type { Database, Db } from "../../src/db/database.ts";
import type { PreparedClient } from "../../src/db/prepared-pglite.ts";
import * as schema from "../../src/db/schema/index.ts";
import { openTransaction } from "./memory-queue.ts";
import type { Scheduler } from "./scheduler.ts";

export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** What goes with no other row: the hot tables refer to nothing. */
export const ownTables = ["installations", "deliveries", "routing_cycles", "rejections", "reservations"];

/** Changes a statement on its way to the engine; a mutant lives here. */
export type Rewrite = (text: string, parameters: unknown[]) => { text: string; parameters: unknown[] };

export interface Access {
  process: string;
  scheduler: Scheduler;
  rewrite: Rewrite;
}

export interface ModelDatabase {
  /** The database as one process has it: each transaction, or each statement, waits for the schedule. */
  open(access: Access): Pick<Database, "db" | "runPrepared" | "lanes">;
  /** Without a schedule, for what the test itself reads and sets up. */
  db: Db;
  empty(): Promise<void>;
  /** Whether all exchanges under way wait for each other's locks. */
  isBlocked(underWay: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The real migrations on PostgreSQL in this process. Its transactions exclude each other, so each is one step. */
export async function openModelPglite(): Promise<ModelDatabase> {
  const { pglite, client: prepared, db, close } = await connectPglite({ migrationsFolder });
  // Few rows, and always as few: one plan will do. Nothing of it is to outlive the process, nor to be looked into.
  await pglite.exec(
    "set plan_cache_mode = force_generic_plan; set synchronous_commit = off; set track_counts = off; set track_activities = off",
  );
  await forgoLog(pglite);
  let runs = 0;
  return {
    db,
    open({ process, scheduler, rewrite }) {
      type Query = (text: string, parameters?: unknown[], options?: object) => Promise<{ rows: unknown[] }>;
      const queryOf =
        (engine: Pick<PreparedClient, "query">): Query =>
        (sent, given = [], options = {}) => {
          const { text, parameters } = rewrite(sent, given);
          return engine.query(text, parameters, options);
        };
      const query: Query = async (...statement) => {
        await scheduler.gate(process, shorten(statement[0]));
        return scheduler.track(() => queryOf(prepared)(...statement));
      };
      const client = {
        query,
        transaction: async <T>(run: (tx: unknown) => Promise<T>) => {
          await scheduler.gate(process, "transaction");
          const sending = { atCommit: [] as (() => void)[] };
          const result = await scheduler.track(() =>
            openTransaction.run(sending, () => prepared.transaction((tx) => run({ query: queryOf(tx) }))),
          );
          for (const send of sending.atCommit) send();
          return result;
        },
      };
      return {
        db: drizzlePglite({ client: client as unknown as PGlite, schema }),
        lanes: 1,
        runPrepared: async <Row>(text: string, parameters: string[]) =>
          (await query(text, parameters)).rows as Row[],
      };
    },
    async empty() {
      // Emptying tables that were deleted from often is dear, and so is leaving the dead rows where they are.
      runs += 1;
      await pglite.exec(
        runs % 200 === 0
          ? `truncate ${ownTables.join(", ")} cascade`
          : ownTables.map((table) => `delete from ${table}`).join("; "),
      );
    },
    isBlocked: async () => false,
    close,
  };
}

/** Writing down each change for a restart takes a fifth of the time. */
async function forgoLog(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ name: string; logged: number }>(`
    select relname as name, (
      select count(*)::int from pg_constraint join pg_class other on other.oid = conrelid
      where contype = 'f' and confrelid = pg_class.oid) as logged
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
  // A table with a log may not refer to one without.
  rows.sort((a, b) => a.logged - b.logged);
  for (const { name } of rows) await pglite.exec(`alter table "${name}" set unlogged`);
}

export function shorten(text: string): string {
  return text.slice(0, 80).replaceAll(/\s+/g, " ").trim().slice(0, 40);
}
