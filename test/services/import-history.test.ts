import { afterEach, describe, expect, it } from "vitest";
import { featureVersion } from "../../src/classifier/model.ts";
import { findLearning, updateLearning } from "../../src/db/queries/learning.ts";
import { countExamples, listExamples } from "../../src/db/queries/learning-examples.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import type { EmulatedHelpdesk, EmulatedName } from "../../src/sandbox/emulated-helpdesk.ts";
import { importHistory } from "../../src/services/learning/import-history.ts";
import { learnRegularly } from "../../src/services/learning/learn-regularly.ts";
import { setups } from "../support/engines.ts";
import { startFilledDesk } from "../support/fill-desk.ts";
import { type Connected, connectServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const historyPath = /^\/api\/v2\/(incremental\/tickets\/cursor\.json|tickets)$/;

interface Filled extends Connected {
  desk: EmulatedHelpdesk;
  /** Requests for the history, in order. */
  asked: string[];
  /** From this request on, counted from 1, the network is down. */
  breaksAt: { request: number };
}

let running: Filled | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
}, 60_000);

async function start(
  name: EmulatedName,
  engine: (typeof setups)[number]["engine"],
  filling: Parameters<typeof startFilledDesk>[1],
): Promise<Filled> {
  const desk = await startFilledDesk(name, filling);
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  const asked: string[] = [];
  const breaksAt = { request: Number.POSITIVE_INFINITY };
  const fetch: Platform["fetch"] = (url, init) => {
    const { pathname, search } = new URL(url);
    const isHistory = historyPath.test(pathname) && /cursor\.json|include=description/.test(url);
    if (isHistory) asked.push(search);
    if (isHistory && asked.length >= breaksAt.request)
      return Promise.reject(new Error("the network is down"));
    return base.fetch(url, init);
  };
  const connected = await connectServer(engine, desk, { platform: { fetch } });
  const { stop } = connected;
  running = {
    ...connected,
    ...{ desk, asked, breaksAt },
    stop: async () => {
      await stop();
      base.close();
    },
  };
  return running;
}

describe.each(setups)("reading the history of $helpdesk on $engine", ({ helpdesk, engine }) => {
  it("goes on after a crash where it stood, keeps where tickets ended, and no text", async () => {
    const it = await start(helpdesk, engine, { solved: 300, open: 5 });
    const { context } = it.server;
    const { installationId } = it;

    it.breaksAt.request = 2;
    expect(await importHistory(context, { installationId })).toBe("goes on");
    const half = await findLearning(context.db, installationId);
    expect(half).toMatchObject({
      importState: "importing",
      importReason: expect.stringContaining("Waiting"),
    });
    expect(half?.importCursor).not.toBeNull();
    expect(await countExamples(context.db, installationId)).toBeGreaterThanOrEqual(99);

    it.breaksAt.request = Number.POSITIVE_INFINITY;
    const [first] = it.asked;
    it.asked.length = 0;
    expect(await importHistory(context, { installationId })).toBe("up to date");
    expect(it.asked).not.toContain(first);
    const examples = await listExamples(context.db, { installationId, featureVersion });
    expect(examples).toHaveLength(300);
    for (const { ticketId, groupId, priority, requesterId } of examples) {
      const ticket = it.desk.findTicket(ticketId);
      expect({ groupId, priority }).toEqual({ groupId: ticket?.groupId, priority: ticket?.priority });
      expect(requesterId).toMatch(/^\d+$/);
    }
    const stored = JSON.stringify(examples) + examples.map(({ sealedBag }) => Buffer.from(sealedBag)).join();
    expect(stored).not.toMatch(/parcel|kettle|Question/);
  });
});

describe("reading the history", () => {
  it("stays below half of the exports that the account has a minute, and goes on later", async () => {
    const it = await start("zendesk", "pglite", { solved: 30 });
    const { context } = it.server;
    const { installationId } = it;
    const outcomes: string[] = [];
    for (let round = 0; round < 7; round++) {
      await updateLearning(context.db, installationId, { importState: "importing", importCursor: null });
      outcomes.push(await importHistory(context, { installationId }));
    }
    expect(outcomes).toEqual([...new Array(5).fill("up to date"), "goes on", "goes on"]);
    expect(it.asked).toHaveLength(5);
    expect(await findLearning(context.db, installationId)).toMatchObject({
      importState: "importing",
      importReason: expect.stringContaining("limit"),
    });
  });

  it("takes along what was solved since, once a day, and a ticket that was solved again anew", async () => {
    const it = await start("freshdesk", "pglite", { solved: 30, open: 2 });
    const { context } = it.server;
    const { installationId } = it;
    await importHistory(context, { installationId });
    const [late] = it.desk.tickets().filter(({ isSolved }) => !isSolved);
    const [again] = it.desk.tickets().filter(({ isSolved }) => isSolved);
    const agent = it.desk.agents().find(({ isAssignable }) => isAssignable);
    const other = it.desk.groups().find(({ id }) => id !== again?.groupId);
    it.desk.solveTicket(late?.id ?? "");
    it.desk.actAsHuman(agent?.id ?? "", again?.id ?? "", { groupId: other?.id ?? "" });
    const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
    await updateLearning(context.db, installationId, { importMovedAt: yesterday });
    await learnRegularly(context);
    await waitFor("the daily reading", async () => {
      const learning = await findLearning(context.db, installationId);
      return learning?.importState === "up to date" ? true : undefined;
    });
    const examples = await listExamples(context.db, { installationId, featureVersion });
    expect(examples.map(({ ticketId }) => ticketId)).toContain(late?.id);
    expect(examples.find(({ ticketId }) => ticketId === again?.id)?.groupId).toBe(other?.id);
    expect(examples).toHaveLength(31);
  });
});
