import { describe, expect, it } from "vitest";
import { connectInstallation } from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { listRegister } from "../../src/services/tickets/explain-ticket.ts";
import { replayTicket } from "../../src/services/tickets/replay-ticket.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

const start = useTestServer();

/** Lets a human act once, between our read and our write. */
function beforeOurWrite(it: TestServer, act: (ticketId: number) => void | Promise<void>): void {
  it.sandbox.faults.beforeTicketUpdate = async (ticketId) => {
    it.sandbox.faults.beforeTicketUpdate = undefined;
    await act(ticketId);
  };
}

const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));

function humanOf(it: TestServer) {
  const wholesale = it.sandbox.groups().find((group) => group.name === "Wholesale");
  const agent = it.sandbox.agents().find((candidate) => candidate.groupIds.includes(wholesale?.id ?? 0));
  return { group_id: wholesale?.id ?? 0, assignee_id: agent?.id ?? 0 };
}

describe.each(engines)("a human's hand on %s", (engine) => {
  it("wins when an agent takes the ticket a second after we read it", async () => {
    const it = await start(engine);
    const human = humanOf(it);
    beforeOurWrite(it, async (ticketId) => {
      await nextSecond();
      it.sandbox.actAsHuman(human.assignee_id, ticketId, human);
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("somebody chose") });
    expect(it.sandbox.findTicket(id)).toMatchObject(human);
  });

  it("wins when an agent takes the ticket in the very second of our write", async () => {
    // The clock of the help desk stands still, so its stamp cannot tell the two writes apart.
    const stoppedAtMs = Date.now();
    const it = await start(engine, { sandbox: { now: () => stoppedAtMs } });
    const human = humanOf(it);
    beforeOurWrite(it, (ticketId) => {
      it.sandbox.actAsHuman(human.assignee_id, ticketId, human);
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
    expect(it.sandbox.findTicket(id)).toMatchObject(human);
  });

  it("wins in the same second also when all they chose is the group, and when our reply is lost", async () => {
    const stoppedAtMs = Date.now();
    const it = await start(engine, { sandbox: { now: () => stoppedAtMs } });
    const { group_id, assignee_id } = humanOf(it);
    beforeOurWrite(it, (ticketId) => {
      it.sandbox.actAsHuman(assignee_id, ticketId, { group_id });
      it.sandbox.faults.replyLostRate = 1;
      setTimeout(() => {
        it.sandbox.faults.replyLostRate = 0;
      }, 300);
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id, assignee_id: null });
  });

  it("wins when someone only moves the ticket to another group", async () => {
    const it = await start(engine);
    const { group_id } = humanOf(it);
    beforeOurWrite(it, async (ticketId) => {
      await nextSecond();
      it.sandbox.actAsHuman(humanOf(it).assignee_id, ticketId, { group_id });
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("left alone");
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id, assignee_id: null });
  });

  it("keeps the priority that someone set meanwhile", async () => {
    const it = await start(engine);
    const { assignee_id } = humanOf(it);
    beforeOurWrite(it, async (ticketId) => {
      await nextSecond();
      it.sandbox.actAsHuman(assignee_id, ticketId, { priority: "low" });
    });
    const { id } = it.sandbox.createTicket({ subject: "Charged twice", body: "Look", requester });
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("assigned");
    expect(it.sandbox.findTicket(id)?.priority).toBe("low");
  });
});

describe.each(engines)("trouble with the help desk on %s", (engine) => {
  it("is waited out: 429, 5xx, database-lock 409 and lost replies leave each ticket routed once", async () => {
    const it = await start(engine, { sandbox: { seed: 7 } });
    Object.assign(it.sandbox.faults, {
      rateLimitRate: 0.03,
      apiErrorRate: 0.08,
      conflictRate: 0.15,
      replyLostRate: 0.15,
      replyLostMode: "drop",
    });
    const writes = countAssignments(it);
    const ids = Array.from({ length: 24 }, () => it.sandbox.createTicket(wrongSize).id);
    const outcomes = await Promise.all(ids.map((id) => ended(it, id)));
    expect(outcomes.map(({ cycle }) => cycle.state)).toEqual(
      ids.map(() => expect.stringMatching(/assigned|held/)),
    );
    expect(Math.max(...ids.map((id) => writes.get(id) ?? 0))).toBe(1);
  });

  it("heals by itself when an agent left the group after the last look at the roster", async () => {
    const it = await start(engine);
    const returns = it.sandbox.groups().find((group) => group.name === "Returns");
    const members = it.sandbox.agents().filter((agent) => agent.groupIds.includes(returns?.id ?? 0));
    const [stays, ...leaving] = members;
    for (const agent of leaving) await leaveGroup(it, agent.id, returns?.id ?? 0);
    const ids = Array.from({ length: 4 }, () => it.sandbox.createTicket(wrongSize).id);
    for (const id of ids) expect((await ended(it, id)).cycle.state).toBe("assigned");
    expect(ids.map((id) => it.sandbox.findTicket(id)?.assignee_id)).toEqual(ids.map(() => stays?.id));
  });

  it("keeps tickets for later when the token was revoked, and routes them after reconnecting", async () => {
    const it = await start(engine);
    it.sandbox.revokeToken(it.sandbox.integrationToken);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { context } = it.server;
    const view = await waitFor("the installation to show it", async () => {
      const [installation] = await listInstallationViews(context);
      return installation?.status === "disconnected" ? installation : undefined;
    });
    expect(view.statusReason).toContain("reconnect");
    const accessToken = it.sandbox.createToken({ userId: it.sandbox.integrationUserId });
    await connectInstallation(context, { helpdesk: "zendesk", subdomain: it.sandbox.subdomain, accessToken });
    expect((await ended(it, id)).cycle.state).toBe("assigned");
  });

  it("lets a failed ticket be replayed once its cause is gone", async () => {
    const it = await start(engine);
    const returns = it.sandbox.groups().find((group) => group.name === "Returns");
    const agent = it.sandbox.agents().find((candidate) => candidate.groupIds.includes(returns?.id ?? 0));
    await api(it, "DELETE", `/groups/${returns?.id}.json`);
    await resync(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle.state).toBe("failed");
    const { group } = (await api(it, "POST", "/groups.json", { group: { name: "Returns" } })) as {
      group: { id: number };
    };
    const membership = { user_id: agent?.id, group_id: group.id };
    await api(it, "POST", "/group_memberships.json", { group_membership: membership });
    await resync(it);
    await replayTicket(it.server.context, { installationId: it.installationId, ticketId: String(id) });
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "assigned", cycle: 2, source: "replay" });
    const register = await listRegister(it.server.context, { installationId: it.installationId, limit: 10 });
    expect(register.map((entry) => entry.cycle.state).sort()).toEqual(["assigned", "failed"]);
  });
});

/** How often our own user gave each ticket an assignee. */
function countAssignments(it: TestServer): Map<number, number> {
  const counts = new Map<number, number>();
  it.sandbox.subscribe((event) => {
    if (event.kind !== "ticket-updated" || event.actorId !== it.sandbox.integrationUserId) return;
    if (event.changes.assignee_id) counts.set(event.ticketId, (counts.get(event.ticketId) ?? 0) + 1);
  });
  return counts;
}

async function leaveGroup(it: TestServer, userId: number, groupId: number): Promise<void> {
  const { group_memberships } = (await api(it, "GET", `/groups/${groupId}/memberships.json`)) as {
    group_memberships: { id: number; user_id: number }[];
  };
  const membership = group_memberships.find((candidate) => candidate.user_id === userId);
  await api(it, "DELETE", `/group_memberships/${membership?.id}.json`);
}

/** The help desk's own API, as its admin uses it. */
async function api(it: TestServer, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${it.sandbox.url}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${it.sandbox.integrationToken}`,
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect({ path, ok: response.ok, text: response.ok ? "" : text }).toEqual({ path, ok: true, text: "" });
  return text === "" ? undefined : JSON.parse(text);
}
