import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routingCycles } from "../../src/db/schema/index.ts";
import { apiOf } from "../support/api-of.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const subjects = ["How do I return this lamp?", "Mug arrived broken", "How do I return this rug?", "Hello"];

describe.each(engines)("what leads look at, on %s", (engine) => {
  let server: TestServer;
  let call: ReturnType<typeof apiOf>;
  let tickets: string[] = [];
  beforeAll(async () => {
    server = await startTestServer(engine);
    call = apiOf(server);
    for (const subject of subjects) {
      const requester = { name: "Customer 1", email: "customer1@mail.example" };
      const { id } = server.sandbox.createTicket({ subject, body: "Please tell me.", requester });
      await ended(server, id, "assigned");
      tickets = [...tickets, String(id)];
    }
  }, 120_000);
  afterAll(() => server.stop());

  const search = async (query: Record<string, string>) =>
    (await call("GET", `/register?${new URLSearchParams(query)}`)).json;
  const idsOf = ({ lines }: { lines: { ticketId: string }[] }) => lines.map(({ ticketId }) => ticketId);

  it("the register is paged, the latest first, each line once", async () => {
    const found: string[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page = await search({ limit: "3", ...(after && { after }) });
      found.push(...idsOf(page));
      after = page.next;
    }
    expect(found).toEqual(tickets.toReversed());
  });

  it("the register is searched by ticket, rule, agent, group, outcome and time", async () => {
    const [first = "", , third = ""] = tickets;
    expect(idsOf(await search({ ticket: first }))).toEqual([first]);
    const returns = await search({ rule: "returns" });
    expect(idsOf(returns)).toEqual([third, first]);
    expect(returns.lines[0]).toMatchObject({
      queue: "Returns",
      sentence: expect.stringContaining("Returns"),
    });
    const { decisions } = await ended(server, first);
    const { chosen, update } = decisions[0]?.receipt ?? {};
    expect(idsOf(await search({ agent: chosen?.agentId ?? "" }))).toContain(first);
    expect(idsOf(await search({ group: update?.groupId ?? "" }))).toEqual([third, first]);
    expect(idsOf(await search({ state: "held" }))).toEqual([]);
    expect(idsOf(await search({ from: "2999-01-01T00:00:00Z" }))).toEqual([]);
    expect(idsOf(await search({ until: "2999-01-01T00:00:00Z" }))).toHaveLength(4);
  });

  it("the register says what is wrong with a search", async () => {
    for (const query of ["state=lost", "from=yesterday", "after=nowhere", "limit=0", "nothing=of+use"]) {
      expect(await call("GET", `/register?${query}`)).toMatchObject({
        status: 400,
        json: { error: { code: "input-invalid" } },
      });
    }
  });

  it("tickets that could not be routed are shown with the reason and routed again, one or all", async () => {
    const { db } = server.server.context;
    const [, second = "", , fourth = ""] = tickets;
    const fail = (ticketId: string) =>
      db
        .update(routingCycles)
        .set({ state: "failed", reason: "The help desk refused the group." })
        .where(eq(routingCycles.ticketId, ticketId));
    await fail(second);
    await fail(fourth);
    const { failed } = (await call("GET", "/deliveries")).json;
    expect(failed.map(({ ticketId }: { ticketId: string }) => ticketId)).toEqual([fourth, second]);
    expect(failed[0].reason).toBe("The help desk refused the group.");
    expect((await call("POST", "/replays", { ticketIds: [second, "999999"] })).json).toEqual({
      queued: [second],
    });
    expect((await call("POST", "/replays", { all: "failed" })).json.queued).toContain(fourth);
    // Both have an owner in the help desk all the while, and the new cycles say so.
    await ended(server, second, "left alone");
    await ended(server, fourth, "left alone");
  });

  it("health tells of webhook, sweep, roster, tickets and the help desk's limits", async () => {
    const { json } = await call("GET", "/health");
    expect(json).toMatchObject({
      installation: { helpdesk: "zendesk", status: "active" },
      webhook: { isPresent: true, lastDeliveryAt: expect.stringMatching(/^20/) },
      roster: { groups: expect.any(Number), agents: expect.any(Number) },
      policy: { mode: "on" },
      limits: expect.arrayContaining([expect.objectContaining({ family: "account" })]),
    });
    const total = json.tickets.states.reduce(
      (sum: number, { tickets: n }: { tickets: number }) => sum + n,
      0,
    );
    expect(total).toBeGreaterThanOrEqual(4);
    expect(json.tickets.arrivals.length).toBeGreaterThan(0);
    expect(JSON.stringify(json)).not.toMatch(/sealed|secret/i);
  });

  it("the roster is read again when a lead asks for it", async () => {
    const before = (await call("GET", "/health")).json.roster.syncedAt;
    const { json } = await call("POST", "/roster/sync");
    expect(Date.parse(json.syncedAt)).toBeGreaterThan(Date.parse(before));
  });
});
