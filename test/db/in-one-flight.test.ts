import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { expect, it } from "vitest";
import { inOneFlight } from "../../src/db/in-one-flight.ts";

it("tells which statement failed by itself, wherever it stood, and leaves none behind", async () => {
  const db = drizzle();
  const failing = db.transaction(async (tx) => {
    const broken = tx.execute(sql`select 1 from nowhere`);
    const spoiled = tx.execute(sql`select 2`);
    return inOneFlight([spoiled, inOneFlight([broken, tx.execute(sql`select 3`)])]);
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: "42P01" } });
  const both = await db.transaction((tx) => inOneFlight([tx.execute(sql`select 1`), "as it is"]));
  expect(both[1]).toBe("as it is");
  await db.$client.close();
});
