import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "../../src/db/database.ts";
import { rejections } from "../../src/db/schema/index.ts";
import { useTestServer } from "../support/use-test-server.ts";

const start = useTestServer();
const megabyte = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

it("a flood of bad deliveries is answered and counted, and fills no memory, while the database stands still", async () => {
  const server = await start("postgresql");
  const { db } = server.server.context;
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isLocked = Promise.withResolvers<void>();
  const held = db.transaction(async (tx: Db) => {
    await tx.execute(sql`lock table rejections, installations in access exclusive mode`);
    isLocked.resolve();
    await gate;
  });
  await isLocked.promise;

  const { recorder } = server.server;
  const before = heapBytes();
  const counted = 300_000;
  for (let call = 0; call < counted; call++) recorder.countRejection("", "signature invalid");
  expect(heapBytes() - before).toBeLessThan(10 * megabyte);

  // More than may wait for the database at once: the rest is told at once to come again.
  const knock = (number: number) =>
    fetch(`${server.url}/webhooks/zendesk/nobody${number}`, { method: "POST", body: "{}" });
  const answers = Array.from({ length: 600 }, (_, number) => knock(number));
  const early = await Promise.any(answers);
  expect([early.status, early.headers.get("retry-after")]).toEqual([503, "5"]);

  release();
  await held;
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([404, 503]));
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(500);
  await recorder.drain();
  const rows = await db.select().from(rejections);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  expect(total).toBe(counted + statuses.filter((status) => status === 404).length);
}, 120_000);
