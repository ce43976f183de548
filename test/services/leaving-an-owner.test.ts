import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { scheduleShiftEnds } from "../../src/services/roster/schedule-shift-ends.ts";
import { setAgent } from "../../src/services/roster/set-agent.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };
const twoAgents = { team: { groups: [{ name: "Returns", agents: 2 }] } };
const returns: Policy["queues"][number] = {
  id: "returns",
  name: "Returns",
  group: "Returns",
  pick: "fewest open",
};
const policyOf = (changes: Partial<Policy> = {}): Policy => ({
  ...demoPolicy,
  note: false,
  queues: [returns],
  rules: [],
  fallback: "returns",
  ...changes,
});
const soon = { ...returns, takeBack: { afterMinutes: 1 / 60 } };

const start = useTestServer();
const assigneeOf = (it: TestServer, id: number) => it.sandbox.findTicket(id)?.assignee_id ?? null;

async function assigned(it: TestServer): Promise<{ id: number; owner: number }> {
  const { id } = it.sandbox.createTicket(wrongSize);
  await ended(it, id, "assigned");
  const owner = assigneeOf(it, id);
  if (owner === null) throw new Error(`ticket ${id} has no assignee`);
  return { id, owner };
}

/** What the register has once the ticket is in its second cycle and that has ended. */
async function movedOn(it: TestServer, id: number, state?: "assigned") {
  return waitFor(`a second cycle of ticket ${id}`, async () => {
    // It may be held for a moment before somebody gets it.
    const explanation = await ended(it, id, state);
    return explanation.cycle.cycle === 2 ? explanation : undefined;
  });
}

describe.each(engines)("a ticket on %s", (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine, { sandbox: twoAgents, policy: policyOf() });
  });
  afterAll(() => server.stop());

  async function use(policy: Policy): Promise<TestServer> {
    await savePolicy(server.server.context, { installationId: server.installationId, document: policy });
    return server;
  }

  it("is taken back from an owner who has not touched it, and goes to somebody else", async () => {
    const it = await use(policyOf({ queues: [soon] }));
    const { id, owner } = await assigned(it);
    const { cycle } = await movedOn(it, id);
    expect(cycle).toMatchObject({ state: "assigned", source: "taken back", fromAgentId: String(owner) });
    expect(assigneeOf(it, id)).not.toBeNull();
    expect(assigneeOf(it, id)).not.toBe(owner);
  });

  it("stays with an owner who has written on it", async () => {
    const queue = { ...returns, takeBack: { afterMinutes: 2 / 60 } };
    const it = await use(policyOf({ queues: [queue] }));
    const { id, owner } = await assigned(it);
    it.sandbox.actAsHuman(owner, id, { comment: { body: "I am looking into it." } });
    await waitFor("the look at the owner", async () => {
      const { cycle } = await ended(it, id);
      return cycle.takeBackAt === null ? true : undefined;
    });
    await it.sandbox.idle();
    expect((await ended(it, id)).cycle.cycle).toBe(1);
    expect(assigneeOf(it, id)).toBe(owner);
  });

  it("that is reopened leaves an owner who is away", async () => {
    const it = await use(policyOf());
    const { id, owner } = await assigned(it);
    it.sandbox.solveTicket(id, owner);
    await it.sandbox.idle();
    it.sandbox.setAvailability(owner, "away");
    await resync(it);
    it.sandbox.actAsHuman(owner, id, { status: "open" });
    const { cycle } = await movedOn(it, id, "assigned");
    expect(cycle).toMatchObject({ state: "assigned", source: "owner absent" });
    expect(assigneeOf(it, id)).not.toBe(owner);
    it.sandbox.setAvailability(owner, "online");
    await resync(it);
  });

  it("that is reopened stays with an owner who is there", async () => {
    const it = await use(policyOf());
    const { id, owner } = await assigned(it);
    it.sandbox.solveTicket(id, owner);
    await it.sandbox.idle();
    it.sandbox.actAsHuman(owner, id, { status: "open" });
    await it.sandbox.idle();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await ended(it, id)).cycle.cycle).toBe(1);
    expect(assigneeOf(it, id)).toBe(owner);
  });

  // The last one, for nobody comes back to work.
  it("goes to somebody else when its owner's shift ends, where the policy wants that", async () => {
    const it = await use(policyOf({ shiftEnd: { open: "reroute" } }));
    const { context } = it.server;
    const { installationId } = it;
    const { id, owner } = await assigned(it);
    const shift = { id: "gone", name: "Gone home", timezone: "Europe/Berlin", hours: [] };
    await setAgent(context, { installationId, agentId: String(owner), settings: { shift } });
    const { cycle } = await movedOn(it, id, "assigned");
    expect(cycle).toMatchObject({ state: "assigned", source: "shift ended" });
    expect(assigneeOf(it, id)).not.toBe(owner);
  });
});

it("is looked at when its owner's shift ends by the clock, to the second", async () => {
  const shiftEndMs = Date.parse("2026-11-23T16:00:00Z");
  let skewMs = shiftEndMs - 60_000 - Date.now();
  const now = () => Date.now() + skewMs;
  const it = await start("pglite", {
    sandbox: { ...twoAgents, now },
    policy: policyOf({ shiftEnd: { open: "reroute" } }),
    platform: { now },
  });
  const { context } = it.server;
  const { installationId } = it;
  const { id, owner } = await assigned(it);
  const hours = [{ days: ["monday" as const], from: "09:00", to: "17:00" }];
  const shift = { id: "day", name: "Day", timezone: "Europe/Berlin", hours };
  await setAgent(context, { installationId, agentId: String(owner), settings: { shift } });
  skewMs = shiftEndMs - 3_000 - Date.now();
  await scheduleShiftEnds(context, { installationId });
  const { cycle } = await movedOn(it, id);
  expect(cycle).toMatchObject({ state: "assigned", source: "shift ended" });
  const lateMs = Date.parse(cycle.openedAt) - shiftEndMs;
  expect(lateMs).toBeGreaterThanOrEqual(0);
});

describe("an account whose own engine gives tickets to agents", () => {
  it("gets the group from us and nobody, and the register says why", async () => {
    const it = await start("pglite", {
      sandbox: { ...twoAgents, omnichannelRouting: true },
      policy: policyOf(),
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("grouped");
    expect(cycle.reason).toContain("the help desk's own routing picks the person");
    expect(it.sandbox.findTicket(id)?.group_id).not.toBeNull();
    expect(assigneeOf(it, id)).toBeNull();
  });
});
