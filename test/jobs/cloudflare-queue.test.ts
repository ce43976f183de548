import { describe, expect, it } from "vitest";
import type { Db } from "../../src/db/database.ts";
import { createCloudflareQueue, type QueueBinding } from "../../src/jobs/cloudflare-queue.ts";
import type { Job } from "../../src/jobs/job-types.ts";

const tx = undefined as unknown as Db;
const look = (at?: string): Job => ({
  name: "hand-out",
  payload: { installationId: "ins_1", ...(at ? { at } : {}) },
});
const route = (ticketId: string): Job => ({
  name: "route-tickets",
  payload: { keys: [{ installationId: "ins_1", ticketId, cycle: 1 }] },
});

/** The queue on a binding that keeps what it is given, a batch a row. */
function openQueue(send?: QueueBinding["sendBatch"]) {
  const batches: Parameters<QueueBinding["sendBatch"]>[0][] = [];
  const errors: string[] = [];
  const keep: QueueBinding["sendBatch"] = async (messages) => batches.push(messages);
  const log = { info: () => {}, warn: () => {}, error: (message: string) => errors.push(message) };
  return { batches, errors, queue: createCloudflareQueue({ sendBatch: send ?? keep }, log) };
}

describe("the queue on Cloudflare", () => {
  it("sends nothing before it is told that all is committed, and then everything at once", async () => {
    const { queue, batches } = openQueue();
    await queue.enqueue(tx, [route("1")]);
    await queue.enqueue(tx, [route("2")], { delaySeconds: 1.2 });
    expect(batches).toEqual([]);
    queue.wake();
    await queue.flush();
    expect(batches).toEqual([
      [
        { body: route("1"), contentType: "json" },
        { body: route("2"), contentType: "json", delaySeconds: 2 },
      ],
    ]);
  });

  it("sends one look for now and one for each later moment, however often it is asked for", async () => {
    const { queue, batches } = openQueue();
    await queue.enqueue(tx, [look(), look(), look("2026-11-22T10:00:00Z")]);
    await queue.enqueue(tx, [look()]);
    await queue.flush();
    expect(batches.flat().map(({ body }) => body)).toEqual([look(), look("2026-11-22T10:00:00Z")]);
  });

  it("gives the platform no more than it takes at once", async () => {
    const { queue, batches } = openQueue();
    await queue.enqueue(
      tx,
      Array.from({ length: 205 }, (_, index) => route(String(index))),
    );
    await queue.flush();
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 5]);
  });

  it("leaves to the clock what is meant for later than the platform keeps a message", async () => {
    const { queue, batches } = openQueue();
    await queue.enqueue(tx, [route("1")], { delaySeconds: 12 * 3600 });
    await queue.enqueue(tx, [route("2")], { delaySeconds: 12 * 3600 + 1 });
    await queue.flush();
    expect(batches.flat().map(({ body }) => body)).toEqual([route("1")]);
  });

  it("says in the log that messages are lost, and goes on", async () => {
    const { queue, errors } = openQueue(() => Promise.reject(new Error("the queue is away")));
    await queue.enqueue(tx, [route("1")]);
    await expect(queue.flush()).resolves.toBeUndefined();
    expect(errors).toEqual(["jobs not sent"]);
  });
});
