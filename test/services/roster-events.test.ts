import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listLeftBehind } from "../../src/db/queries/left-behind.ts";
import { installations, tickets } from "../../src/db/schema/index.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { refreshRoster } from "../../src/services/roster/refresh-roster.ts";
import { showRoster } from "../../src/services/roster/show-roster.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const policy: Policy = {
  ...demoPolicy,
  note: false,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [],
  fallback: "returns",
};
const team = {
  groups: [
    { name: "Returns", agents: 5 },
    { name: "Orders", agents: 1 },
  ],
};
const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

// The next regular round is an hour away: what happens here happens because of an event.
describe.each(engines)("an event about people on %s", (engine) => {
  let server: TestServer;
  let members: number[] = [];
  beforeAll(async () => {
    server = await startTestServer(engine, { sandbox: { team }, policy });
    const returns = server.sandbox.groups().find(({ name }) => name === "Returns");
    members = server.sandbox
      .agents()
      .filter(
        ({ groupIds, roleType, suspended }) =>
          groupIds.includes(returns?.id ?? 0) && roleType === 0 && !suspended,
      )
      .map(({ id }) => id);
  }, 120_000);
  afterAll(() => server.stop());
  /** So that no test waits for what the one before it read. */
  const refreshedSecondsAgo = (seconds: number) =>
    server.server.context.db
      .update(installations)
      .set({ rosterRefreshedAt: sql`now() - make_interval(secs => ${seconds}::float8)` })
      .where(eq(installations.id, server.installationId));
  beforeEach(() => refreshedSecondsAgo(60));

  const assigneeOf = (id: number) => server.sandbox.findTicket(id)?.assignee_id ?? null;
  const known = async (agentId: number) =>
    (await showRoster(server.server.context, server)).agents.find(({ id }) => id === String(agentId));

  async function ticketOf(agentId: number): Promise<number> {
    const { id } = server.sandbox.createTicket(wrongSize);
    await ended(server, id);
    if (assigneeOf(id) !== agentId) server.sandbox.actAsHuman(agentId, id, { assignee_id: agentId });
    await server.sandbox.idle();
    return id;
  }

  const mirrored = async (id: number) =>
    (
      await server.server.context.db
        .select()
        .from(tickets)
        .where(eq(tickets.ticketId, String(id)))
    )[0];

  async function assigned(): Promise<{ id: number; owner: number }> {
    const { id } = server.sandbox.createTicket(wrongSize);
    expect((await ended(server, id)).cycle.state).toBe("assigned");
    return { id, owner: assigneeOf(id) ?? 0 };
  }

  async function handedOn(id: number, former: number) {
    const explanation = await waitFor(`a new owner of ticket ${id}`, async () => {
      const found = await ended(server, id);
      return found.cycle.source === "owner gone" && found.cycle.state === "assigned" ? found : undefined;
    });
    expect(explanation.cycle.fromAgentId).toBe(String(former));
    expect(assigneeOf(id)).not.toBeNull();
    expect(assigneeOf(id)).not.toBe(former);
    return explanation;
  }

  it("takes who goes away out of the roster at once, and brings back who comes", async () => {
    const [ada = 0] = members;
    server.sandbox.setAvailability(ada, "away");
    await waitFor("Ada to be away", async () => (await known(ada))?.available === false || undefined);
    await refreshedSecondsAgo(60);
    server.sandbox.setAvailability(ada, "online");
    await waitFor("Ada to be back", async () => (await known(ada))?.available === true || undefined);
  });

  it("is not forgotten when the roster was read a moment ago: it is read again as soon as that is allowed", async () => {
    const [ada = 0] = members;
    await refreshedSecondsAgo(9);
    expect(await refreshRoster(server.server.context, server)).toEqual({ outcome: "later" });
    server.sandbox.setAvailability(ada, "away");
    await waitFor("Ada to be away", async () => (await known(ada))?.available === false || undefined);
    await refreshedSecondsAgo(60);
    server.sandbox.setAvailability(ada, "online");
    await waitFor("Ada to be back", async () => (await known(ada))?.available === true || undefined);
  });

  it("hands on the tickets of who is suspended, those that wait for the customer too", async () => {
    const ben = members[1] ?? 0;
    const [open, pending, solved] = [await ticketOf(ben), await ticketOf(ben), await ticketOf(ben)];
    server.sandbox.actAsHuman(ben, pending, { status: "pending" });
    server.sandbox.solveTicket(solved, ben);
    await server.sandbox.idle();
    server.sandbox.setSuspended(ben, true);
    const { cycle } = await handedOn(open, ben);
    expect(cycle.reason).toContain("who is not in the team any more");
    await handedOn(pending, ben);
    expect(assigneeOf(solved)).toBe(ben);
    expect((await known(ben))?.active).toBe(false);
  });

  it("hands on what we had assigned to who is deleted, although the help desk has taken it away already", async () => {
    const { id, owner } = await assigned();
    server.sandbox.deletePerson(owner);
    await handedOn(id, owner);
    expect(await known(owner)).toBeUndefined();
  });

  it("leaves alone what a human had taken off whoever leaves the group long after that", async () => {
    const { id, owner } = await assigned();
    server.sandbox.actAsHuman(owner, id, { assignee_id: null });
    await waitFor("the mirror to know", async () => (await mirrored(id))?.assigneeId === null || undefined);
    const { db } = server.server.context;
    const [earlier] = await db
      .update(tickets)
      .set({ updatedAt: sql`now() - interval '10 minutes'` })
      .where(eq(tickets.ticketId, String(id)))
      .returning();
    expect(earlier?.status).toBe("open");
    const returns = server.sandbox.groups().find(({ name }) => name === "Returns");
    server.sandbox.leaveGroup(owner, returns?.id ?? 0);
    await waitFor("the roster to know", async () =>
      (await known(owner))?.groupIds.includes(String(returns?.id)) ? undefined : true,
    );
    const { installationId } = server;
    const sinceWhenever = { installationId, sinceIso: new Date(0).toISOString() };
    expect(await listLeftBehind(db, sinceWhenever)).toContainEqual({ installationId, ticketId: String(id) });
    expect((await ended(server, id)).cycle).toMatchObject({ cycle: 1, source: "webhook" });
    expect(assigneeOf(id)).toBeNull();
  });

  it("hands on what we had assigned to who leaves the group", async () => {
    const { id, owner } = await assigned();
    const returns = server.sandbox.groups().find(({ name }) => name === "Returns");
    server.sandbox.leaveGroup(owner, returns?.id ?? 0);
    await handedOn(id, owner);
  });
});
