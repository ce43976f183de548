import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { connectHyperdrive } from "../../src/db/connect-hyperdrive.ts";
import type { Db } from "../../src/db/database.ts";
import { lockInstallation } from "../../src/db/lock-installation.ts";
import { readRows } from "../../src/db/read-rows.ts";
import { startRoundTripProxy } from "../contracts/runtime/round-trip-proxy.ts";
import { createTestDatabase } from "../support/engines.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** One pipelined connection through a proxy that counts, and a table to write to. */
async function open() {
  const database = await createTestDatabase("postgresql");
  cleanups.push(database.remove);
  const proxy = await startRoundTripProxy(database.env.DATABASE_URL ?? "");
  cleanups.push(proxy.stop);
  const { db, close } = connectHyperdrive({ connectionString: proxy.url });
  cleanups.push(close);
  await db.execute(sql`create table notes (note text primary key)`);
  const notes = async (handle: Db = db) =>
    (await readRows<{ note: string }>(handle, sql`select note from notes order by note`)).map(
      ({ note }) => note,
    );
  const write = (handle: Db, note: string) => handle.execute(sql`insert into notes values (${note})`);
  /** How often the act waited for the database. */
  const countTrips = async (act: () => Promise<unknown>) => {
    const before = proxy.roundTrips();
    await act();
    return proxy.roundTrips() - before;
  };
  return { db, proxy, notes, write, countTrips };
}

describe("a pipelined connection", () => {
  it("asks everything that is asked at once in one round trip, over one connection", async () => {
    const { db, proxy, notes, countTrips } = await open();
    expect(await countTrips(() => Promise.all(Array.from({ length: 10 }, () => notes(db))))).toBe(1);
    expect(proxy.connections()).toBe(1);
  });

  it("waits in a transaction only for rows and for its end", async () => {
    const { db, notes, write, countTrips } = await open();
    const trips = await countTrips(() =>
      db.transaction(async (tx: Db) => {
        await lockInstallation(tx, "ins_1");
        await write(tx, "a");
        await write(tx, "b");
        expect(await notes(tx)).toEqual(["a", "b"]);
        await write(tx, "c");
      }),
    );
    expect(trips).toBe(2);
    expect(await notes()).toEqual(["a", "b", "c"]);
  });

  it("has one transaction after the other, however many wait, and lets no statement from outside into any", async () => {
    const { db, notes, write } = await open();
    const inside: string[] = [];
    const transaction = (name: string) =>
      db.transaction(async (tx: Db) => {
        inside.push(`${name} begins`);
        await write(tx, name);
        await notes(tx);
        inside.push(`${name} ends`);
        // Whatever was let into it goes with it.
        if (name === "b") throw new Error("undone");
      });
    const alone = ["x", "y", "z"].map((note) => write(db, note));
    const all = await Promise.allSettled([
      ...["a", "b", "c", "d"].map(transaction),
      ...alone,
      write(db, "w"),
    ]);
    expect(all.map(({ status }) => status)).toEqual(
      all.map((_, place) => (place === 1 ? "rejected" : "fulfilled")),
    );
    expect(inside).toEqual(["a", "b", "c", "d"].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(await notes()).toEqual(["a", "c", "d", "w", "x", "y", "z"]);
  });

  it("undoes a transaction of which a statement failed that nobody waited for, and tells of that one", async () => {
    const { db, notes, write } = await open();
    await write(db, "a");
    const twice = db.transaction(async (tx: Db) => {
      await write(tx, "b");
      await write(tx, "a");
    });
    await expect(twice).rejects.toMatchObject({ cause: { code: "23505" } });
    const followed = db.transaction(async (tx: Db) => {
      await write(tx, "a");
      await notes(tx);
    });
    await expect(followed).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(await notes()).toEqual(["a"]);
  });

  it("lets nothing into a transaction that does not belong to it", async () => {
    const { db, notes, write } = await open();
    const undone = (note: string) =>
      db.transaction(async (tx: Db) => {
        await write(tx, note);
        await notes(tx);
        throw new Error("on second thoughts");
      });
    const results = await Promise.allSettled([undone("a"), write(db, "b"), undone("c"), write(db, "d")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
    expect(await notes()).toEqual(["b", "d"]);
  });
});
