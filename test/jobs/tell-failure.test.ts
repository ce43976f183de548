import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { expect, it } from "vitest";
import { tellFailure } from "../../src/jobs/tell-failure.ts";

it("tells what the database said, and not the statement that it said it of", async () => {
  const db = drizzle();
  const error = await db.execute(sql`select 1 from nowhere`).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(tellFailure(error)).toBe('relation "nowhere" does not exist');
  expect(tellFailure(new Error("outer", { cause: new Error("inner") }))).toBe("outer");
  expect(tellFailure("a word")).toBe("a word");
  await db.$client.close();
});
