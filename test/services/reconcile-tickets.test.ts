import { afterEach, describe, expect, it } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import { openCycles } from "../../src/db/queries/routing-cycles.ts";
import { installations, routingCycles, tickets } from "../../src/db/schema/index.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { reconcileTickets } from "../../src/services/tickets/reconcile-tickets.ts";
import { requeueStranded } from "../../src/services/tickets/requeue-stranded.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };
const hourMs = 3_600_000;
const onlyReturns: Policy = {
  ...demoPolicy,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [],
  fallback: "returns",
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A server whose webhooks are all lost, and a help desk whose clock the test can set. */
async function start(
  engine: DatabaseEngine,
  options: { minAgeSeconds?: number; maxOpenTicketsPerAgent?: number; isAlone?: boolean } = {},
) {
  const clock = { offsetMs: 0 };
  server = await startTestServer(engine, {
    sandbox: {
      faults: { lossRate: 1 },
      now: () => Date.now() + clock.offsetMs,
      maxOpenTicketsPerAgent: options.maxOpenTicketsPerAgent ?? 10,
      ...(options.isAlone && { team: { groups: [{ name: "Returns", agents: 1 }] } }),
    },
    ...(options.isAlone && { policy: onlyReturns }),
    env: {
      SIGNALBOX_SWEEP_MIN_AGE_SECONDS: String(options.minAgeSeconds ?? 0),
      // So long that only the test itself looks for stranded tickets.
      SIGNALBOX_STRANDED_SECONDS: "3600",
    },
  });
  return { ...server, clock };
}

async function reconcile({ server: { context }, installationId }: TestServer) {
  return reconcileTickets(context, await getInstallation(context, installationId));
}

const cyclesOf = (it: TestServer) => it.server.context.db.select().from(routingCycles);

describe.each(engines)("the sweep on %s", (engine) => {
  it("finds and routes the tickets whose webhooks were lost, each once", async () => {
    const it = await start(engine);
    const ids = Array.from({ length: 3 }, () => it.sandbox.createTicket(wrongSize).id);
    expect(await reconcile(it)).toEqual({ seen: 3, found: 3 });
    for (const id of ids) {
      expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "sweep", cycle: 1 });
    }
    expect(await reconcile(it)).toEqual({ seen: 3, found: 0 });
    expect(await cyclesOf(it)).toHaveLength(3);
  });

  it("finds them over more than one page of the help desk's list", async () => {
    const it = await start(engine, { maxOpenTicketsPerAgent: 1 });
    for (let index = 0; index < 120; index++) it.sandbox.createTicket(wrongSize);
    expect(await reconcile(it)).toEqual({ seen: 120, found: 120 });
  });

  it("leaves tickets from before the connection to the team, also when they change later", async () => {
    const it = await start(engine);
    it.clock.offsetMs = -hourMs;
    const old = it.sandbox.createTicket(wrongSize);
    it.clock.offsetMs = 0;
    it.sandbox.actAsHuman(it.sandbox.integrationUserId, old.id, { priority: "high" });
    const young = it.sandbox.createTicket(wrongSize);
    expect(await reconcile(it)).toEqual({ seen: 2, found: 1 });
    await ended(it, young.id);
    expect((await cyclesOf(it)).map((cycle) => cycle.ticketId)).toEqual([String(young.id)]);
    expect(it.sandbox.findTicket(old.id)).toMatchObject({ group_id: null, assignee_id: null });
  });

  it("leaves a young ticket to its webhook, which may still be on its way", async () => {
    const it = await start(engine, { minAgeSeconds: 600 });
    it.sandbox.createTicket(wrongSize);
    expect(await reconcile(it)).toEqual({ seen: 1, found: 0 });
  });

  it("leaves a ticket that somebody has, or has solved, as it is", async () => {
    const it = await start(engine);
    const agent = it.sandbox.agents().find((candidate) => candidate.groupIds.length > 0);
    it.sandbox.createTicket({ ...wrongSize, assigneeId: agent?.id ?? 0 });
    it.sandbox.solveTicket(it.sandbox.createTicket(wrongSize).id);
    expect(await reconcile(it)).toEqual({ seen: 2, found: 0 });
  });

  it("repairs the mirror, so agents who solved tickets unseen are given new ones", async () => {
    const it = await start(engine, { maxOpenTicketsPerAgent: 1 });
    const returns = it.sandbox.groups().find((group) => group.name === "Returns");
    const members = it.sandbox
      .agents()
      .filter((agent) => agent.groupIds.includes(returns?.id ?? 0) && agent.status === "online");
    const full = members.map(() => it.sandbox.createTicket(wrongSize).id);
    await reconcile(it);
    for (const id of full) expect((await ended(it, id)).cycle.state).toBe("assigned");
    const waiting = it.sandbox.createTicket(wrongSize).id;
    await reconcile(it);
    expect((await ended(it, waiting)).cycle.state).toBe("held");
    for (const id of full) it.sandbox.solveTicket(id);
    const next = it.sandbox.createTicket(wrongSize).id;
    await reconcile(it);
    expect((await ended(it, next)).cycle.state).toBe("assigned");
    // The room that only the sweep has seen is for whoever waits, too, and at once.
    await ended(it, waiting, "assigned");
    const mirror = await it.server.context.db.select().from(tickets);
    const solved = mirror.filter((row) => row.status === "solved").map((row) => Number(row.ticketId));
    expect(solved.sort()).toEqual(full.sort());
  });

  it("holds what it finds late in the order in which it came in, not in which it was found", async () => {
    const it = await start(engine, { maxOpenTicketsPerAgent: 1, isAlone: true });
    const { context } = it.server;
    await context.db.update(installations).set({ createdAt: new Date(Date.now() - hourMs).toISOString() });
    const setAll = async (status: "away" | "online") => {
      for (const { id } of it.sandbox.agents()) it.sandbox.setAvailability(id, status);
      await resync(it);
    };
    await setAll("away");
    it.clock.offsetMs = -hourMs / 2;
    const missed = it.sandbox.createTicket(wrongSize).id;
    it.clock.offsetMs = 0;
    it.sandbox.faults.lossRate = 0;
    const told = it.sandbox.createTicket(wrongSize).id;
    await ended(it, told, "held");
    await reconcile(it);
    await ended(it, missed, "held");
    await setAll("online");
    await ended(it, missed, "assigned");
    expect((await ended(it, told)).cycle.state).toBe("held");
  });

  it("changes nothing when it is run by two processes at once", async () => {
    const it = await start(engine);
    const { id } = it.sandbox.createTicket(wrongSize);
    const found = await Promise.all([reconcile(it), reconcile(it)]);
    expect(found.map((result) => result.found).sort()).toEqual([0, 1]);
    expect((await ended(it, id)).decisions).toHaveLength(1);
  });
});

describe.each(engines)("a stranded ticket on %s", (engine) => {
  const agoIso = (ms: number) => new Date(Date.now() - ms).toISOString();

  async function strand(it: TestServer, at: string): Promise<number> {
    const { id } = it.sandbox.createTicket(wrongSize);
    const key = { installationId: it.installationId, ticketId: String(id), cycle: 1 };
    await openCycles(it.server.context.db, [{ ...key, source: "webhook", at }]);
    return id;
  }

  it("whose job was lost is queued again and routed", async () => {
    const it = await start(engine);
    const id = await strand(it, agoIso(2 * hourMs));
    expect(await requeueStranded(it.server.context)).toEqual({ requeued: 1 });
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
    expect(await requeueStranded(it.server.context)).toEqual({ requeued: 0 });
  });

  it("is left time while its job may still be waiting", async () => {
    const it = await start(engine);
    await strand(it, agoIso(60_000));
    expect(await requeueStranded(it.server.context)).toEqual({ requeued: 0 });
  });
});
