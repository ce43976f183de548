import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { setAgent } from "../../src/services/roster/set-agent.ts";
import { forgetDeletedTickets } from "../../src/services/tickets/forget-deleted-tickets.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

function policyWith(hold: Policy["queues"][number]["hold"] = {}): Policy {
  return {
    ...demoPolicy,
    note: false,
    queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open", hold }],
    rules: [],
    fallback: "returns",
  };
}
const team = (agents: number) => ({ team: { groups: [{ name: "Returns", agents }] } });
const manyAtOnce = { ramp: { tickets: 100, minutes: 1 } };

const start = useTestServer();

function setAll(it: TestServer, status: "online" | "away"): Promise<void> {
  for (const agent of it.sandbox.agents()) it.sandbox.setAvailability(agent.id, status);
  return resync(it);
}

/** Creates tickets one after the other, each routed before the next. */
async function held(it: TestServer, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle.state).toBe("held");
    ids.push(id);
  }
  return ids;
}

const assigneeOf = (it: TestServer, id: number) => it.sandbox.findTicket(id)?.assignee_id ?? null;

describe.each(engines)("held tickets on %s", (engine) => {
  it("are handed out when somebody comes, and the receipt counts the wait from when they were held", async () => {
    const it = await start(engine, { sandbox: team(2), policy: policyWith(manyAtOnce) });
    await setAll(it, "away");
    const ids = await held(it, 3);
    await setAll(it, "online");
    for (const id of ids) {
      const { cycle } = await ended(it, id, "assigned");
      expect(cycle).toMatchObject({ state: "assigned", cycle: 1 });
      expect(cycle.heldSince).not.toBeNull();
      expect(assigneeOf(it, id)).not.toBeNull();
    }
  });

  it("get the room that a solved ticket leaves, the oldest first, and a newcomer does not slip in", async () => {
    const it = await start(engine, {
      sandbox: { ...team(1), maxOpenTicketsPerAgent: 1 },
      policy: policyWith(manyAtOnce),
    });
    const { id: first } = it.sandbox.createTicket(wrongSize);
    await ended(it, first, "assigned");
    const [oldest = 0, second = 0] = await held(it, 2);
    it.sandbox.solveTicket(first, it.sandbox.agents().find((agent) => agent.name === "Ada A.")?.id);
    const { id: newcomer } = it.sandbox.createTicket(wrongSize);
    await ended(it, oldest, "assigned");
    expect((await ended(it, newcomer)).cycle.state).toBe("held");
    expect(assigneeOf(it, second)).toBeNull();
    expect(assigneeOf(it, newcomer)).toBeNull();
  });

  it("are handed out at the pace of the ramp, so that who logs in first is not flooded", async () => {
    const it = await start(engine, {
      sandbox: team(1),
      policy: policyWith({ ramp: { tickets: 2, minutes: 30 } }),
    });
    await setAll(it, "away");
    const ids = await held(it, 5);
    await setAll(it, "online");
    await ended(it, ids[0] ?? 0, "assigned");
    await ended(it, ids[1] ?? 0, "assigned");
    // One more look, as any event would cause, lets no further ticket go.
    await resync(it);
    await it.sandbox.idle();
    expect(ids.map((id) => assigneeOf(it, id) !== null)).toEqual([true, true, false, false, false]);
  });

  it("are left alone by whoever hands out once a human has taken one", async () => {
    const it = await start(engine, { sandbox: team(2), policy: policyWith(manyAtOnce) });
    await setAll(it, "away");
    const [id = 0] = await held(it, 1);
    const [ada] = it.sandbox.agents().filter((agent) => agent.roleType !== 1 && agent.groupIds.length > 0);
    it.sandbox.actAsHuman(ada?.id ?? 0, id, { assignee_id: ada?.id ?? 0 });
    const { cycle } = await ended(it, id, "left alone");
    expect(cycle.reason).toContain("somebody chose the group or the assignee");
    expect(assigneeOf(it, id)).toBe(ada?.id);
  });

  it("are left alone once a human has moved one to another group", async () => {
    const groups = [
      { name: "Returns", agents: 2 },
      { name: "Orders", agents: 1 },
    ];
    const it = await start(engine, { sandbox: { team: { groups } }, policy: policyWith(manyAtOnce) });
    await setAll(it, "away");
    const [id = 0] = await held(it, 1);
    const orders = it.sandbox.groups().find(({ name }) => name === "Orders")?.id ?? 0;
    const [ada] = it.sandbox.agents().filter((agent) => agent.roleType !== 1 && agent.groupIds.length > 0);
    it.sandbox.actAsHuman(ada?.id ?? 0, id, { group_id: orders });
    await setAll(it, "online");
    const { cycle } = await ended(it, id, "left alone");
    expect(cycle.reason).toContain("somebody chose the group or the assignee");
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id: orders, assignee_id: null });
  });

  it("get the room of a ticket that was deleted, of which no event tells", async () => {
    const it = await start(engine, {
      sandbox: { ...team(1), maxOpenTicketsPerAgent: 1 },
      policy: policyWith(manyAtOnce),
    });
    const { id: taken } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, taken)).cycle.state).toBe("assigned");
    const [waits = 0] = await held(it, 1);
    it.sandbox.deleteTicket(taken);
    const { context } = it.server;
    const installation = await getInstallation(context, it.installationId);
    expect(await forgetDeletedTickets(context, installation)).toEqual({ forgotten: 1 });
    expect((await ended(it, waits, "assigned")).cycle.state).toBe("assigned");
    expect(await forgetDeletedTickets(context, installation)).toEqual({ forgotten: 0 });
  });

  it("are held again when nobody came in time, and their wait counts from when they were held first", async () => {
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const policy = policyWith(manyAtOnce);
    const [queue] = policy.queues;
    if (queue) queue.escalate = [{ afterMinutes: 30, do: "raise priority", priority: "urgent" }];
    const it = await start(engine, { sandbox: { ...team(1), now }, policy, platform: { now } });
    await setAll(it, "away");
    const [id = 0] = await held(it, 1);
    const { cycle: first } = await ended(it, id, "held");
    aheadMs = 31 * 60_000;
    const raised = await waitFor("the priority", () => it.sandbox.findTicket(id)?.priority ?? undefined);
    expect(raised).toBe("urgent");
    const { cycle } = await waitFor("a second decision", async () => {
      const again = await ended(it, id, "held");
      return again.decisions.length > 1 ? again : undefined;
    });
    expect(cycle.heldSince).toBe(first.heldSince);
    expect(cycle.demand?.heldSince).toBe(first.heldSince);
  });

  it("wait for the shift that begins next, and say so", async () => {
    let nowMs = Date.parse("2026-11-23T07:59:50Z");
    const startedMs = Date.now();
    const now = () => nowMs + (Date.now() - startedMs);
    const it = await start(engine, {
      sandbox: { ...team(1), now },
      policy: policyWith(manyAtOnce),
      platform: { now },
    });
    const { context } = it.server;
    for (const agent of it.sandbox.agents()) {
      await setAgent(context, {
        installationId: it.installationId,
        agentId: String(agent.id),
        settings: {
          shift: {
            id: "day",
            name: "Day",
            timezone: "Europe/Berlin",
            hours: [{ days: ["monday"], from: "09:00", to: "17:00" }],
          },
        },
      }).catch(() => {});
    }
    const [id = 0] = await held(it, 1);
    const { cycle } = await ended(it, id);
    expect(cycle.reason).toContain("shift");
    expect(Date.parse(cycle.dueAt)).toBe(Date.parse("2026-11-23T08:00:00Z"));
    nowMs += 15_000;
    await ended(it, id, "assigned");
  });
});

describe("what a lead sets for an agent", () => {
  it("is refused with what is wrong, and nothing is saved", async () => {
    const it = await start("pglite");
    const { context } = it.server;
    const { installationId } = it;
    const agentId = String(it.sandbox.agents()[0]?.id);
    const set = (settings: unknown, id = agentId) =>
      setAgent(context, { installationId, agentId: id, settings });
    await expect(set({ capacity: -1 })).rejects.toThrow("capacity");
    await expect(set({ shift: { id: "d", name: "D", timezone: "UTC+1", hours: [] } })).rejects.toThrow(
      'use an IANA name such as "Europe/Berlin"',
    );
    const absence = { from: "2026-11-23T00:00:00Z", until: "2026-11-30T00:00:00Z" };
    await expect(set({ absence: { ...absence, standIn: "Nobody N." } })).rejects.toThrow(
      'there is no agent "Nobody N."',
    );
    await expect(set({ absence: { ...absence, until: absence.from } })).rejects.toThrow(
      "end after it begins",
    );
    await expect(set({}, "404")).rejects.toThrow("agent 404");
    await waitFor("no settings", async () =>
      (await context.db.query.agentSettings.findMany()).length === 0 ? true : undefined,
    );
  });
});
