import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import { listTicketCycles } from "../../src/db/queries/routing-cycles.ts";
import { type EmulatedName, emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { connectInstallation } from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { replayTicket } from "../../src/services/tickets/replay-ticket.ts";
import { allRouted } from "../support/all-routed.ts";
import { createDeskClock } from "../support/desk-clock.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { DeskServer } from "../support/test-server.ts";
import { shareDeskServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

const inTurn = { concurrent: false };

// Most of the time is spent waiting for the next attempt, so the help desks wait side by side, each with one server. The
// engines take turns: while PGlite has work, nobody else in its process comes to the network.
describe.each(engines)("on %s", (engine) => {
  describe.concurrent.each(emulatedHelpdesks)("in %s", (helpdesk) => testTroubles(helpdesk, engine));
});

function testTroubles(helpdesk: EmulatedName, engine: DatabaseEngine): void {
  const clock = createDeskClock();
  const emulation = { seed: 7, now: clock.now, maxOpenTicketsPerAgent: 100 };
  const server = shareDeskServer(helpdesk, engine, { emulation });

  describe("a human's hand", inTurn, () => {
    it("wins when an agent takes the ticket a second after we read it", async () => {
      const { desk } = server();
      const human = humanOf(desk);
      desk.strikeBeforeWrite((ticketId) => {
        clock.toNextSecond();
        desk.actAsHuman(human.assigneeId, ticketId, human);
      });
      const { id } = desk.createTicket(wrongSize);
      const { cycle } = await ended(server(), id);
      expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("somebody chose") });
      expect(desk.findTicket(id)).toMatchObject(human);
    });

    it("wins when someone only moves the ticket to another group", async () => {
      const { desk } = server();
      const { groupId, assigneeId } = humanOf(desk);
      desk.strikeBeforeWrite((ticketId) => {
        clock.toNextSecond();
        desk.actAsHuman(assigneeId, ticketId, { groupId });
      });
      const { id } = desk.createTicket(wrongSize);
      const { cycle } = await ended(server(), id);
      expect(cycle.state).toBe("left alone");
      expect(desk.findTicket(id)).toMatchObject({ groupId, assigneeId: null });
    });

    it("keeps the priority that someone set meanwhile", async () => {
      const { desk } = server();
      const { assigneeId } = humanOf(desk);
      desk.strikeBeforeWrite((ticketId) => {
        clock.toNextSecond();
        desk.actAsHuman(assigneeId, ticketId, { priority: "high" });
      });
      const { id } = desk.createTicket({ subject: "Charged twice", body: "Look", requester });
      const { cycle } = await ended(server(), id);
      expect(cycle.state).toBe("assigned");
      expect(desk.findTicket(id)?.priority).toBe("high");
    });
  });

  // Zendesk's audits tell what a write of the same second replaced; Freshdesk has nothing that would.
  if (helpdesk === "zendesk")
    describe("a human's hand in the very second of our write", inTurn, () => {
      // The clock of the help desk stands still, so its stamp cannot tell the two writes apart.
      beforeEach(clock.stop);
      afterEach(clock.start);

      it("wins when an agent takes the ticket", async () => {
        const { desk } = server();
        const human = humanOf(desk);
        desk.strikeBeforeWrite((ticketId) => {
          desk.actAsHuman(human.assigneeId, ticketId, human);
        });
        const { id } = desk.createTicket(wrongSize);
        const { cycle } = await ended(server(), id);
        expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
        expect(desk.findTicket(id)).toMatchObject(human);
      });

      it("wins also when all they chose is the group, and when our reply is lost", async () => {
        const { desk } = server();
        const { groupId, assigneeId } = humanOf(desk);
        desk.strikeBeforeWrite((ticketId) => {
          desk.actAsHuman(assigneeId, ticketId, { groupId });
          desk.faults.replyLostRate = 1;
          setTimeout(() => {
            desk.faults.replyLostRate = 0;
          }, 300);
        });
        const { id } = desk.createTicket(wrongSize);
        const { cycle } = await ended(server(), id);
        expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("put back") });
        expect(desk.findTicket(id)).toMatchObject({ groupId, assigneeId: null });
      });
    });

  describe("trouble", inTurn, () => {
    it("is waited out: 429, 5xx, database locks and lost replies leave each ticket routed once", async () => {
      const it = server();
      const calm = { ...it.desk.faults };
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
      const { installationId } = it;
      const ticketCount = it.desk.tickets().length;
      const register = await allRouted(it.server.context, { installationId, ticketCount });
      Object.assign(it.desk.faults, calm);
      const states = register.flatMap(({ cycle }) => (ids.includes(cycle.ticketId) ? cycle.state : []));
      expect(states).toEqual(ids.map(() => expect.stringMatching(/assigned|held/)));
      expect(Math.max(...ids.map((id) => writes.get(id) ?? 0))).toBe(1);
    });

    it("heals by itself when an agent left the group after the last look at the roster", async () => {
      const it = server();
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
      const it = server();
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
      const it = server();
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
      const cycles = await listTicketCycles(it.server.context.db, it.installationId, id);
      expect(cycles.map(({ state }) => state)).toEqual(["assigned", "failed"]);
    });
  });
}

function humanOf(desk: DeskServer["desk"]) {
  const groupId = desk.groups().find((group) => group.name === "Wholesale")?.id ?? "";
  const agent = desk.agents().find((candidate) => candidate.groupIds.includes(groupId));
  return { groupId, assigneeId: agent?.id ?? "" };
}

function returnsOf({ desk }: DeskServer): string {
  return desk.groups().find((group) => group.name === "Returns")?.id ?? "";
}

/** How often our own user gave each ticket an assignee. */
function countAssignments({ desk }: DeskServer): Map<string, number> {
  const counts = new Map<string, number>();
  desk.subscribe((event) => {
    if (event.kind !== "ticket-updated" || event.actorId !== desk.integrationUserId) return;
    if (event.assignee) counts.set(event.ticketId, (counts.get(event.ticketId) ?? 0) + 1);
  });
  return counts;
}
