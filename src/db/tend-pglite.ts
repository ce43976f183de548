import type { PGlite } from "@electric-sql/pglite";

/** PostgreSQL's own defaults for its autovacuum: so many rows, and that share of the table. */
const fewestRows = 50;
const vacuumShare = 0.2;
const analyzeShare = 0.1;

/**
 * What autovacuum does elsewhere, for PGlite has none: tables that changed much since the last time are analyzed, so
 * that kept plans are made anew for what is in them, and those with many dead rows are vacuumed.
 */
export async function tendPglite(pglite: PGlite): Promise<void> {
  // What was counted since is told at most once a second otherwise.
  await pglite.query("select pg_stat_force_next_flush()");
  const { rows } = await pglite.query<{ name: string; isDirty: boolean }>(
    `select format('%I.%I', schemaname, relname) as name,
       n_dead_tup > $1 + $2::float8 * n_live_tup as "isDirty"
     from pg_stat_user_tables
     where n_dead_tup > $1 + $2::float8 * n_live_tup or n_mod_since_analyze > $1 + $3::float8 * n_live_tup`,
    [fewestRows, vacuumShare, analyzeShare],
  );
  // One by one: whoever waits for the engine gets their turn between two tables.
  for (const { name, isDirty } of rows) {
    await pglite.exec(isDirty ? `vacuum (analyze) ${name}` : `analyze ${name}`);
  }
}
