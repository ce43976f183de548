import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tendPglite } from "../../src/db/tend-pglite.ts";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec(`
    create table "Grown" (id integer primary key);
    create table shrunk (id integer primary key);
    create table quiet (id integer primary key);
    insert into "Grown" select generate_series(1, 5000);
    insert into shrunk select generate_series(1, 5000);
    delete from shrunk where id > 1000;
    insert into quiet values (1);`);
});
afterAll(() => pglite.close());

interface Tended {
  dead: number;
  rows: number;
  vacuums: number;
  analyzes: number;
}

async function tended(name: string): Promise<Tended | undefined> {
  const { rows } = await pglite.query<Tended>(
    `select n_dead_tup as dead, reltuples as rows, vacuum_count as vacuums, analyze_count as analyzes
     from pg_stat_user_tables join pg_class on pg_class.oid = relid where pg_class.relname = $1`,
    [name],
  );
  return rows[0];
}

it("vacuums and analyzes what changed much, and leaves the rest alone", async () => {
  await tendPglite(pglite);
  expect(await tended("Grown")).toEqual({ dead: 0, rows: 5000, vacuums: 0, analyzes: 1 });
  expect(await tended("shrunk")).toEqual({ dead: 0, rows: 1000, vacuums: 1, analyzes: 1 });
  expect(await tended("quiet")).toMatchObject({ vacuums: 0, analyzes: 0 });

  await tendPglite(pglite);
  expect(await tended("shrunk")).toMatchObject({ vacuums: 1, analyzes: 1 });
});

it("brings a plan that was kept up to date", async () => {
  await pglite.exec("create table kept (id integer, name text); create index on kept (name)");
  await pglite.exec("prepare find_kept (text) as select id from kept where name = $1");
  const plan = async () => JSON.stringify((await pglite.query("explain execute find_kept('name 7')")).rows);
  for (let run = 0; run < 8; run++) await plan();
  await pglite.exec("insert into kept select n, 'name ' || n from generate_series(1, 20000) n");
  await tendPglite(pglite);
  expect(await plan()).toContain("rows=1 ");
});
