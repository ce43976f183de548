import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { connectPostgresql } from "../../src/db/connect-postgresql.ts";
import type { Db } from "../../src/db/database.ts";
import { lockInstallation } from "../../src/db/lock-installation.ts";
import { readRows } from "../../src/db/read-rows.ts";
import { startRoundTripProxy } from "../contracts/runtime/round-trip-proxy.ts";
import { createTestDatabase } from "../support/engines.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const migrationsFolder = "migrations";

/** One connection through a proxy that counts how often it waits, with a table to write to. */
async function open() {
  const { env, remove } = await createTestDatabase("postgresql");
  cleanups.push(remove);
  const proxy = await startRoundTripProxy(env.DATABASE_URL ?? "");
  cleanups.push(proxy.stop);
  const { db, close } = await connectPostgresql({ url: proxy.url, migrationsFolder, maxConnections: 1 });
  cleanups.push(close);
  await db.execute(sql`create table notes (note text primary key)`);
  const write = (handle: Db, note: string) => handle.execute(sql`insert into notes values (${note})`);
  const notes = async (handle: Db = db) =>
    (
      await readRows<{ note: string }>(handle, sql`select note from notes where note > ${""} order by note`)
    ).map(({ note }) => note);
  const countTrips = async (act: () => Promise<unknown>) => {
    const before = proxy.roundTrips();
    await act();
    return proxy.roundTrips() - before;
  };
  return { db, write, notes, countTrips };
}

describe("a connection to PostgreSQL", () => {
  it("keeps a statement that it has parsed, inside a transaction and outside", async () => {
    const { db, notes } = await open();
    const timesRun = async () => {
      const [kept] = await readRows<{ times: number }>(
        db,
        sql`select (generic_plans + custom_plans)::int as times from pg_prepared_statements
          where statement like 'select note from%'`,
      );
      return kept?.times;
    };
    await notes();
    expect(await timesRun()).toBe(1);
    await db.transaction((tx: Db) => notes(tx));
    expect(await timesRun()).toBe(2);
  });

  it("waits in a transaction for its beginning, for rows, and for its end", async () => {
    const { db, write, notes, countTrips } = await open();
    const transaction = (first: string, second: string) =>
      db.transaction(async (tx: Db) => {
        await lockInstallation(tx, "ins_1");
        await write(tx, first);
        expect(await notes(tx)).toContain(first);
        await write(tx, second);
      });
    await transaction("a", "b");
    expect(await countTrips(() => transaction("c", "d"))).toBe(3);
    expect(await notes()).toEqual(["a", "b", "c", "d"]);
  });

  it("undoes a transaction of which a statement failed that nobody waited for, and tells of that one", async () => {
    const { db, write, notes } = await open();
    await write(db, "a");
    const last = db.transaction(async (tx: Db) => {
      await write(tx, "b");
      await write(tx, "a");
    });
    await expect(last).rejects.toMatchObject({ code: "23505" });
    const followed = db.transaction(async (tx: Db) => {
      await write(tx, "a");
      await notes(tx);
    });
    await expect(followed).rejects.toMatchObject({ code: "23505" });
    const nested = db.transaction(async (tx: Db) => {
      await tx.transaction((inner: Db) => write(inner, "a")).catch(() => {});
      await write(tx, "c");
    });
    await nested;
    expect(await notes()).toEqual(["a", "c"]);
  });
});
