import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "../../src/db/schema/index.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import type { RebalancePreview } from "../../src/services/rebalance/preview-rebalance.ts";
import { setAgent } from "../../src/services/roster/set-agent.ts";
import { apiOf } from "../support/api-of.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };
const returns: Policy["queues"][number] = {
  id: "returns",
  name: "Returns",
  group: "Returns",
  pick: "fewest open",
  // So slow that whatever moves here was placed by a plan.
  hold: { ramp: { tickets: 1, minutes: 1440 } },
};
const policy: Policy = {
  ...demoPolicy,
  note: false,
  queues: [returns],
  rules: [
    {
      id: "french",
      name: "In French",
      when: { field: "subject", operator: "contains", value: "français" },
      then: [{ do: "require skill", skill: "French" }],
    },
  ],
  fallback: "returns",
};

describe.each(engines)("placing waiting tickets together on %s", (engine) => {
  let server: TestServer;
  let call: ReturnType<typeof apiOf>;
  let ada = 0;
  let ben = 0;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      sandbox: { team: { groups: [{ name: "Returns", agents: 2 }] }, maxOpenTicketsPerAgent: 30 },
      policy,
    });
    call = apiOf(server);
    [ada = 0, ben = 0] = server.sandbox
      .agents()
      .filter(({ role, roleType, suspended }) => role === "agent" && roleType === 0 && !suspended)
      .map(({ id }) => id);
    server.sandbox.setSkills(ada, { Language: { French: "NORMAL" } });
    await resync(server);
    // Each has had their one ticket of the day.
    await waiting(wrongSize, wrongSize);
    await setAll("online");
    await waitFor("both to have one", () => (openOf(ada) === 1 && openOf(ben) === 1) || undefined);
  }, 120_000);
  afterAll(() => server.stop());

  const assigneeOf = (id: number | string) => server.sandbox.findTicket(Number(id))?.assignee_id ?? null;
  const openOf = (agentId: number) =>
    server.sandbox.tickets().filter((ticket) => ticket.assignee_id === agentId).length;
  const preview = async (): Promise<RebalancePreview> => (await call("POST", "/rebalance", {})).json;
  const apply = (id: string) => call("POST", `/rebalance/${id}/apply`, {});

  async function setAll(status: "online" | "away") {
    for (const { id } of server.sandbox.agents()) server.sandbox.setAvailability(id, status);
    await resync(server);
  }

  async function waiting(...messages: (typeof wrongSize)[]): Promise<number[]> {
    await setAll("away");
    const ids: number[] = [];
    for (const message of messages) {
      const { id } = server.sandbox.createTicket(message);
      expect((await ended(server, id)).cycle.state).toBe("held");
      ids.push(id);
    }
    return ids;
  }

  it("shows who would get what and why, changes nothing, and then does exactly that", async () => {
    const french = { ...wrongSize, subject: "Taille en français" };
    const ids = await waiting(wrongSize, french, wrongSize, wrongSize);
    await setAll("online");
    const shown = await preview();
    expect(shown.places.map(({ ticketId }) => Number(ticketId))).toEqual(ids);
    expect(shown.left).toEqual([]);
    expect(shown.places[1]).toMatchObject({
      agentId: String(ada),
      queueName: "Returns",
      groupName: "Returns",
      effort: 1,
      why: { skills: ["French"], isPreferred: false, isOverflow: false },
    });
    expect(shown.loads).toEqual([
      { agentId: String(ada), name: expect.any(String), before: 1, after: 3, capacity: 30 },
      { agentId: String(ben), name: expect.any(String), before: 1, after: 3, capacity: 30 },
    ]);
    expect(ids.map(assigneeOf)).toEqual([null, null, null, null]);

    const applied = await apply(shown.id);
    expect(applied).toMatchObject({ status: 202, json: { released: 4, skipped: 0 } });
    for (const id of ids) await ended(server, id, "assigned");
    expect(ids.map((id) => String(assigneeOf(id)))).toEqual(shown.places.map(({ agentId }) => agentId));
    const { decisions } = await ended(server, ids[0] ?? 0);
    const removed = decisions[0]?.receipt.candidates.find(
      ({ agentId }) => agentId === String(assigneeOf(ids[0] ?? 0) === ada ? ben : ada),
    );
    expect(removed?.removedBy).toMatchObject({
      filter: "not excluded",
      detail: "the plan that was applied gives it to somebody else",
    });
    const [line] = await server.server.context.db.select().from(auditLog).orderBy(desc(auditLog.at)).limit(1);
    expect(line).toMatchObject({
      act: "rebalance applied",
      actor: "operator",
      detail: { previewId: shown.id, released: 4, skipped: 0 },
    });
    expect(await apply(shown.id)).toMatchObject({ status: 409 });
  });

  it("overrules no human who was faster, and takes nobody above what they may hold by now", async () => {
    const ids = await waiting(wrongSize, wrongSize, wrongSize);
    await setAll("online");
    const shown = await preview();
    expect(shown.places).toHaveLength(3);
    const [taken] = shown.places;
    const byHuman = Number(taken?.agentId) === ada ? ben : ada;
    server.sandbox.actAsHuman(byHuman, Number(taken?.ticketId), { assignee_id: byHuman });
    await server.sandbox.idle();
    // Whoever has room, their next ticket would be one too many.
    for (const agentId of [ada, ben]) {
      const settings = { capacity: openOf(agentId) };
      const { installationId } = server;
      await setAgent(server.server.context, { installationId, agentId: String(agentId), settings });
    }
    expect((await apply(shown.id)).status).toBe(202);
    for (const id of ids) {
      const { cycle } = await ended(server, id);
      expect(["held", "left alone"]).toContain(cycle.state);
    }
    expect(assigneeOf(taken?.ticketId ?? "")).toBe(byHuman);
    for (const agentId of [ada, ben]) {
      const { installationId } = server;
      await setAgent(server.server.context, { installationId, agentId: String(agentId), settings: {} });
    }
  });

  it("is not applied under another policy than it was shown under, and not by a number that nobody was shown", async () => {
    const shown = await preview();
    expect(shown.places.length).toBeGreaterThan(0);
    const saved = await call("PUT", "/policy", { ...policy, note: true });
    expect(saved.status).toBe(200);
    const refused = await apply(shown.id);
    expect(refused.status).toBe(409);
    expect(refused.json.error.message).toContain("look again at what would go where");
    expect((await apply("nothing")).status).toBe(404);
    expect((await apply("a%00b")).status).toBe(404);
    expect((await call("POST", "/rebalance", { agents: ["all"] })).status).toBe(400);
  });
});
