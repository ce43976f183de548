import { afterEach, describe, expect, it } from "vitest";
import type { DatabaseEngine, Db } from "../../src/db/database.ts";
import { type Job, jobTypes } from "../../src/jobs/job-types.ts";
import { buildServer, type Server } from "../../src/runtime/build-server.ts";
import { parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { createTestDatabase, engines } from "../support/engines.ts";
import { waitFor } from "../support/wait-for.ts";

const graceMs = 20_000;
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The queue on an empty database, with no worker yet. */
async function openQueue(engine: DatabaseEngine): Promise<Server> {
  const database = await createTestDatabase(engine);
  cleanups.push(database.remove);
  const env = parseEnv({ SIGNALBOX_LOG_LEVEL: "silent", ...database.env });
  const platform = createNodePlatform(env);
  const server = await buildServer({
    env,
    platform,
    publicUrl: "http://127.0.0.1:1",
    encryptionKey: Buffer.alloc(32).toString("base64"),
    accessToken: "not used in this test",
  });
  cleanups.push(async () => {
    await server.queue.stop(graceMs);
    await server.database.close();
    platform.close();
  });
  return server;
}

const job = (ticketId: string): Job => ({
  name: "route-tickets",
  payload: { keys: [{ installationId: "ins_1", ticketId, cycle: 1 }] },
});
const noBurial = () => Promise.reject(new Error("nothing is given up here"));
const ticketOf = (payload: unknown) => jobTypes["route-tickets"].parse(payload).keys[0]?.ticketId ?? "";

async function commit({ context, queue }: Server, jobs: Job[], delaySeconds?: number): Promise<void> {
  await context.db.transaction((tx: Db) =>
    queue.enqueue(tx, jobs, delaySeconds === undefined ? {} : { delaySeconds }),
  );
  queue.wake();
}

describe.each(engines)("the queue on %s", (engine) => {
  it("has a job when its transaction was committed, and none when it was rolled back", async () => {
    const it = await openQueue(engine);
    const rolledBack = it.context.db.transaction(async (tx: Db) => {
      await it.queue.enqueue(tx, [job("rolled back")]);
      throw new Error("on second thoughts");
    });
    await expect(rolledBack).rejects.toThrow("on second thoughts");
    await commit(it, [job("first"), job("second")]);
    const ran: string[] = [];
    await it.queue.start(async (_name, payload) => ran.push(ticketOf(payload)), noBurial);
    await waitFor("both jobs", () => (ran.length >= 2 ? true : undefined));
    // Whatever was there before this one would have run by now.
    await commit(it, [job("last")]);
    await waitFor("the last job", () => (ran.includes("last") ? true : undefined));
    expect(ran.sort()).toEqual(["first", "last", "second"]);
  });

  it("enqueues nothing without a murmur", async () => {
    const it = await openQueue(engine);
    await expect(commit(it, [])).resolves.toBeUndefined();
  });

  it("runs a job no sooner than its delay, and others meanwhile", async () => {
    const it = await openQueue(engine);
    const ranAtMs = new Map<string, number>();
    await it.queue.start(async (_name, payload) => ranAtMs.set(ticketOf(payload), Date.now()), noBurial);
    const startedAtMs = Date.now();
    await commit(it, [job("later")], 3);
    await commit(it, [job("now")]);
    await waitFor("both jobs", () => (ranAtMs.size === 2 ? true : undefined));
    expect((ranAtMs.get("later") ?? 0) - startedAtMs).toBeGreaterThan(2_500);
    expect(ranAtMs.get("now")).toBeLessThan(ranAtMs.get("later") ?? 0);
  });

  it("gives a job that failed to a worker again", async () => {
    const it = await openQueue(engine);
    let tries = 0;
    await it.queue.start(async () => {
      tries += 1;
      if (tries === 1) throw new Error("the worker fell over");
    }, noBurial);
    await commit(it, [job("1")]);
    await waitFor("the second try", () => (tries >= 2 ? true : undefined));
    expect(tries).toBe(2);
  });

  it("buries a job that has failed for the last time, and says why", async () => {
    const it = await openQueue(engine);
    const buried: unknown[] = [];
    const visit: Job = { name: "visit-installation", payload: { installationId: "ins_1" } };
    const fail = () => Promise.reject(new Error("the worker fell over"));
    await it.queue.start(fail, async (letter) => buried.push(letter));
    await commit(it, [visit]);
    await waitFor("the burial", () => (buried.length > 0 ? true : undefined));
    expect(buried).toEqual([{ ...visit, letterId: expect.any(String), reason: "the worker fell over" }]);
  });

  it("does not stop before the job in hand is done", async () => {
    const it = await openQueue(engine);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    let isDone = false;
    await it.queue.start(async () => {
      begin();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      isDone = true;
    }, noBurial);
    await commit(it, [job("1")]);
    await begun;
    await it.queue.stop(graceMs);
    expect(isDone).toBe(true);
  });

  it("keeps one look at what is held for now and one for each later moment, however often it is asked for", async () => {
    const it = await openQueue(engine);
    const look = (payload: { installationId: string; at?: string }): Job => ({ name: "hand-out", payload });
    await commit(it, [look({ installationId: "ins_1" }), look({ installationId: "ins_2" })]);
    await commit(it, [look({ installationId: "ins_1" })]);
    await commit(it, [look({ installationId: "ins_1", at: "2026-11-22T10:00:00Z" })]);
    const ran: unknown[] = [];
    await it.queue.start(async (_name, payload) => ran.push(payload), noBurial);
    await waitFor("three looks", async () => (ran.length >= 3 ? ran : undefined));
    expect(ran).toHaveLength(3);
    expect(ran).toEqual(
      expect.arrayContaining([
        { installationId: "ins_1" },
        { installationId: "ins_2" },
        { installationId: "ins_1", at: "2026-11-22T10:00:00Z" },
      ]),
    );
  });
});
