import { describe, expect, it } from "vitest";
import { connectInstallation } from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { listRegister } from "../../src/services/tickets/explain-ticket.ts";
import { replayTicket } from "../../src/services/tickets/replay-ticket.ts";
import { ended, resync } from "../support/ended.ts";
import { engines, setups } from "../support/engines.ts";
import type { DeskServer } from "../support/test-server.ts";
import { useDeskServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

const start = useDeskServer();

const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));

function humanOf({ desk }: DeskServer) {
  const groupId = desk.groups().find((group) => group.name === "Wholesale")?.id ?? "";
  const agent = desk.agents().find((candidate) => candidate.groupIds.includes(groupId));
  return { groupId, assigneeId: agent?.id ?? "" };
}

describe.each(setups)("a human's hand in $helpdesk on $engine", ({ helpdesk, engine }) => {
  it("wins when an agent takes the ticket a second after we read it", async () => {
    const it = await start(helpdesk, engine);
    const human = humanOf(it);
    it.desk.strikeBeforeWrite(async (ticketId) => {
      await nextSecond();
      it.desk.actAsHuman(human.assigneeId, ticketId, human);
    });
    const { id } = it.desk.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("somebody chose") });
    expect(it.desk.findTicket(id)).toMatchObject(human);
  });

  it("wins when someone only moves the ticket to another group", async () => {
    const it = await start(helpdesk, engine);
    const { groupId, assigneeId } = humanOf(it);
    it.desk.strikeBeforeWrite(async (ticketId) => {
      await nextSecond();
      it.desk.actAsHuman(assigneeId, ticketId, { groupId });
    });
    const { id } = it.desk.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("left alone");
    expect(it.desk.findTicket(id)).toMatchObject({ groupId, assigneeId: null });
  });

  it("keeps the priority that someone set meanwhile", async () => {
    const it = await start(helpdesk, engine);
    const { assigneeId } = humanOf(it);
    it.desk.strikeBeforeWrite(async (ticketId) => {
      await nextSecond();
      it.desk.actAsHuman(assigneeId, ticketId, { priority: "high" });
    });
    const { id } = it.desk.createTicket({ subject: "Charged twice", body: "Look", requester });
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("assigned");
    expect(it.desk.findTicket(id)?.priority).toBe("high");
  });
});

/** Zendesk's audits tell what a write of the same second replaced; Freshdesk has nothing that would. */
describe.each(engines)("a human's hand in the very second of our write, in zendesk on %s", (engine) => {
  // The clock of the help desk stands still, so its stamp cannot tell the two writes apart.
  const startStopped = () => {
    const stoppedAtMs = Date.now();
    return start("zendesk", engine, { emulation: { now: () => stoppedAtMs } });
  };

  it("wins when an agent takes the ticket", async () => {
    const it = await startStopped();
    const human = humanOf(it);
    it.desk.strikeBeforeWrite((ticketId) => {
      it.desk.actAsHuman(human.assigneeId, ticketId, human);
    });
    const { id } = it.desk.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
    expect(it.desk.findTicket(id)).toMatchObject(human);
  });

  it("wins also when all they chose is the group, and when our reply is lost", async () => {
    const it = await startStopped();
    const { groupId, assigneeId } = humanOf(it);
    it.desk.strikeBeforeWrite((ticketId) => {
      it.desk.actAsHuman(assigneeId, ticketId, { groupId });
      it.desk.faults.replyLostRate = 1;
      setTimeout(() => {
        it.desk.faults.replyLostRate = 0;
      }, 300);
    });
    const { id } = it.desk.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
    expect(it.desk.findTicket(id)).toMatchObject({ groupId, assigneeId: null });
  });
});

describe.each(setups)("trouble with $helpdesk on $engine", ({ helpdesk, engine }) => {
  const returnsOf = ({ desk }: DeskServer) =>
    desk.groups().find((group) => group.name === "Returns")?.id ?? "";

  it("is waited out: 429, 5xx, database locks and lost replies leave each ticket routed once", async () => {
    const it = await start(helpdesk, engine, { emulation: { seed: 7 } });
    Object.assign(it.desk.faults, {
      rateLimitRate: 0.03,
      apiErrorRate: 0.08,
      // Where the help desk has such a thing.
      conflictRate: 0.15,
      replyLostRate: 0.15,
      replyLostMode: "drop",
    });
    const writes = countAssignments(it);
    const ids = Array.from({ length: 24 }, () => it.desk.createTicket(wrongSize).id);
    const outcomes = await Promise.all(ids.map((id) => ended(it, id)));
    expect(outcomes.map(({ cycle }) => cycle.state)).toEqual(
      ids.map(() => expect.stringMatching(/assigned|held/)),
    );
    expect(Math.max(...ids.map((id) => writes.get(id) ?? 0))).toBe(1);
  });

  it("heals by itself when an agent left the group after the last look at the roster", async () => {
    const it = await start(helpdesk, engine);
    const members = it.desk
      .agents()
      .filter((agent) => agent.groupIds.includes(returnsOf(it)))
      .map((agent) => agent.id);
    const [stays = ""] = members;
    await it.desk.setMembers(returnsOf(it), [stays]);
    const ids = Array.from({ length: 4 }, () => it.desk.createTicket(wrongSize).id);
    for (const id of ids) expect((await ended(it, id)).cycle.state).toBe("assigned");
    expect(ids.map((id) => it.desk.findTicket(id)?.assigneeId)).toEqual(ids.map(() => stays));
  });

  it("keeps tickets for later when the credentials were revoked, and routes them after reconnecting", async () => {
    const it = await start(helpdesk, engine);
    it.desk.revokeCredentials();
    const { id } = it.desk.createTicket(wrongSize);
    const { context } = it.server;
    const view = await waitFor("the installation to show it", async () => {
      const [installation] = await listInstallationViews(context);
      return installation?.status === "disconnected" ? installation : undefined;
    });
    expect(view.statusReason).toContain("reconnect");
    const accessToken = it.desk.newCredentials();
    await connectInstallation(context, { helpdesk, subdomain: it.desk.subdomain, accessToken });
    expect((await ended(it, id)).cycle.state).toBe("assigned");
  });

  it("lets a failed ticket be replayed once its cause is gone", async () => {
    const it = await start(helpdesk, engine);
    const agent = it.desk.agents().find((candidate) => candidate.groupIds.includes(returnsOf(it)));
    await it.desk.removeGroup(returnsOf(it));
    await resync(it);
    const { id } = it.desk.createTicket(wrongSize);
    expect((await ended(it, id)).cycle.state).toBe("failed");
    await it.desk.addGroup("Returns", [agent?.id ?? ""]);
    await resync(it);
    await replayTicket(it.server.context, { installationId: it.installationId, ticketId: id });
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({ state: "assigned", cycle: 2, source: "replay" });
    const register = await listRegister(it.server.context, { installationId: it.installationId, limit: 10 });
    expect(register.map((entry) => entry.cycle.state).sort()).toEqual(["assigned", "failed"]);
  });
});

/** How often our own user gave each ticket an assignee. */
function countAssignments({ desk }: DeskServer): Map<string, number> {
  const counts = new Map<string, number>();
  desk.subscribe((event) => {
    if (event.kind !== "ticket-updated" || event.actorId !== desk.integrationUserId) return;
    if (event.assignee) counts.set(event.ticketId, (counts.get(event.ticketId) ?? 0) + 1);
  });
  return counts;
}
