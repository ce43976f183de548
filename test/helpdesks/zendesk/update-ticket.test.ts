import { describe, expect, it } from "vitest";
import type { Ticket } from "../../../src/routing/ticket.ts";
import type { Variants } from "../../../src/sandbox/zendesk/variants.ts";
import { agentAndGroups, newCustomerTicket } from "../../sandbox/zendesk/open-sandbox.ts";
import { type OpenClient, openClient } from "./open-client.ts";

/** A clock that stands still until a test moves it: the help desk's stamps have whole seconds. */
async function openWithTicket(variants: Partial<Variants> = {}) {
  let nowMs = Date.parse("2026-03-01T08:00:00Z");
  const open = await openClient({ variants, now: () => nowMs });
  const { id } = newCustomerTicket(open.sandbox);
  const passSecond = () => {
    nowMs += 1_000;
  };
  return { ...open, id, passSecond, ticket: await read(open, id) };
}

async function read({ client }: OpenClient, id: number): Promise<Ticket> {
  const ticket = await client.findTicket(String(id));
  if (!ticket) throw new Error(`ticket ${id} is missing`);
  return ticket;
}

const wishOf = ({ sandbox }: OpenClient) => {
  const { agent, groupId, foreignGroupId } = agentAndGroups(sandbox);
  return {
    agent,
    wish: { groupId: String(groupId), assigneeId: String(agent.id) },
    foreign: { groupId: String(foreignGroupId), assigneeId: String(agent.id) },
  };
};

const inQuestion = (
  { id, sandbox, ticket }: OpenClient & { id: number; ticket: Ticket },
  update: { groupId: string; assigneeId: string },
) => ({
  ticketId: String(id),
  byUserId: String(sandbox.integrationUserId),
  seen: ticket,
  update,
  sinceIso: "2026-03-01T08:00:00.900Z",
});

describe("an update", () => {
  it.each(["opens", "stays"] as const)(
    "is done in one write, where an assigned ticket %s",
    async (statusOnAssignment) => {
      const it = await openWithTicket({ statusOnAssignment });
      const { wish } = wishOf(it);
      const update = { ...wish, priority: "high" as const, addTags: ["routed"], note: "Because." };
      const result = await it.client.updateTicket(it.ticket, update);
      expect(result).toMatchObject({
        outcome: "updated",
        replaced: null,
        ticket: { ...wish, priority: "high", status: statusOnAssignment === "opens" ? "open" : "new" },
      });
      expect(it.calls).toHaveLength(2);
      expect(it.sandbox.findTicket(it.id)).toMatchObject({ priority: "high", tags: ["routed"] });
    },
  );

  it.each(["untouched", "bumps"] as const)(
    "that changes nothing is a success too, where the stamp then %s",
    async (noOpUpdate) => {
      const it = await openWithTicket({ noOpUpdate });
      const { wish } = wishOf(it);
      await it.client.updateTicket(it.ticket, wish);
      const again = await it.client.updateTicket(await read(it, it.id), wish);
      expect(again).toMatchObject({ outcome: "updated", ticket: wish, replaced: null });
    },
  );

  it("is a conflict when somebody wrote since, and changes nothing", async () => {
    const it = await openWithTicket();
    it.passSecond();
    it.sandbox.actAsHuman(it.sandbox.integrationUserId, it.id, { priority: "low" });
    const result = await it.client.updateTicket(it.ticket, wishOf(it).wish);
    expect(result).toEqual({ outcome: "conflict" });
    expect(it.sandbox.findTicket(it.id)).toMatchObject({ priority: "low", assignee_id: null });
  });

  it.each(["json", "html"] as const)(
    "is a conflict when the help desk's database collides, in %s",
    async (conflictBody) => {
      const it = await openWithTicket({ conflictBody });
      it.sandbox.faults.conflictRate = 1;
      expect(await it.client.updateTicket(it.ticket, wishOf(it).wish)).toEqual({ outcome: "conflict" });
    },
  );

  it("tells what it replaced of somebody who wrote in the same second", async () => {
    const it = await openWithTicket();
    const { agent, wish } = wishOf(it);
    const other = it.sandbox.groups().find((group) => String(group.id) !== wish.groupId);
    it.sandbox.actAsHuman(agent.id, it.id, { group_id: other?.id, priority: "urgent" });
    const result = await it.client.updateTicket(it.ticket, { ...wish, priority: "low" });
    expect(result).toMatchObject({
      outcome: "updated",
      replaced: { groupId: String(other?.id), priority: "urgent" },
    });
  });

  it("is refused, by field and reason, when the agent is not in the group", async () => {
    const it = await openWithTicket();
    expect(await it.client.updateTicket(it.ticket, wishOf(it).foreign)).toEqual({
      outcome: "refused",
      field: "assignee",
      reason: expect.stringContaining("not a member of the group"),
    });
    expect(it.sandbox.findTicket(it.id)).toMatchObject({ group_id: null, assignee_id: null });
  });

  it("is refused when the group is gone", async () => {
    const it = await openWithTicket();
    expect(await it.client.updateTicket(it.ticket, { groupId: "1" })).toMatchObject({
      outcome: "refused",
      field: "group",
    });
  });

  it("is refused when the ticket was closed, which ends every change", async () => {
    const it = await openWithTicket();
    const target = newCustomerTicket(it.sandbox);
    it.sandbox.mergeTicket(it.id, target.id);
    const closed = await read(it, it.id);
    expect(closed.status).toBe("closed");
    expect(await it.client.updateTicket(closed, wishOf(it).wish)).toEqual({
      outcome: "refused",
      field: "status",
      reason: expect.stringContaining("closed"),
    });
  });

  it.each(["clears-assignee", "refused"] as const)(
    "of the group alone never leaves a stranger in it, where the help desk says %s",
    async (groupWithoutMember) => {
      const it = await openWithTicket({ groupWithoutMember });
      const { wish, foreign } = wishOf(it);
      await it.client.updateTicket(it.ticket, wish);
      const assigned = await read(it, it.id);
      const result = await it.client.updateTicket(assigned, { groupId: foreign.groupId });
      const expected =
        groupWithoutMember === "refused"
          ? { outcome: "refused", field: "assignee" }
          : { outcome: "updated", ticket: { groupId: foreign.groupId, assigneeId: null } };
      expect(result).toMatchObject(expected);
    },
  );

  it("finds the ticket gone when it was deleted", async () => {
    const it = await openWithTicket();
    it.sandbox.deleteTicket(it.id);
    expect(await it.client.updateTicket(it.ticket, wishOf(it).wish)).toEqual({ outcome: "gone" });
  });

  it.each(["text", "json"] as const)("that meets a limit, told in %s, is to wait", async (rateLimitBody) => {
    const it = await openWithTicket({ rateLimitBody });
    Object.assign(it.sandbox.faults, { rateLimitRate: 1, rateLimitRetryAfterSeconds: 7 });
    await expect(it.client.updateTicket(it.ticket, wishOf(it).wish)).rejects.toMatchObject({
      failure: "rate-limited",
      retry: { afterSeconds: 7 },
    });
  });
});

describe("a write whose reply was lost", () => {
  it("can be asked about: what it replaced is in the help desk's own record", async () => {
    const it = await openWithTicket();
    const { agent, wish } = wishOf(it);
    it.sandbox.actAsHuman(agent.id, it.id, { priority: "urgent" });
    it.sandbox.faults.replyLostRate = 1;
    const lost = it.client.updateTicket(it.ticket, { ...wish, priority: "low" });
    await expect(lost).rejects.toMatchObject({ failure: "unavailable", retry: "later" });
    expect(await it.client.findWrite(inQuestion(it, wish))).toEqual({ replaced: { priority: "urgent" } });
  });

  it("is still known when somebody has changed the ticket after it", async () => {
    const it = await openWithTicket();
    const { agent, wish } = wishOf(it);
    await it.client.updateTicket(it.ticket, wish);
    it.sandbox.actAsHuman(agent.id, it.id, { assignee_id: null });
    expect(await it.client.findWrite(inQuestion(it, wish))).toEqual({ replaced: null });
  });

  it("is not taken for one of before, nor for one of another wish", async () => {
    const it = await openWithTicket();
    const { wish } = wishOf(it);
    await it.client.updateTicket(it.ticket, wish);
    const sinceIso = "2026-03-01T08:00:01Z";
    expect(await it.client.findWrite({ ...inQuestion(it, wish), sinceIso })).toBeNull();
    expect(await it.client.findWrite(inQuestion(it, { ...wish, assigneeId: "4711" }))).toBeNull();
  });

  it("replaced nothing where nobody else had written", async () => {
    const it = await openWithTicket();
    const { wish } = wishOf(it);
    await it.client.updateTicket(it.ticket, wish);
    expect(await it.client.findWrite(inQuestion(it, wish))).toEqual({ replaced: null });
  });
});

describe("putting back what a write replaced", () => {
  it("restores it while the ticket stands as we left it", async () => {
    const it = await openWithTicket();
    const result = await it.client.updateTicket(it.ticket, wishOf(it).wish);
    if (result.outcome !== "updated") throw new Error(result.outcome);
    const restored = await it.client.restoreTicket(result.ticket, { groupId: null, assigneeId: null });
    expect(restored).toMatchObject({ outcome: "updated", ticket: { groupId: null, assigneeId: null } });
  });

  it("leaves the ticket alone once somebody has changed it", async () => {
    const it = await openWithTicket();
    const { agent, wish } = wishOf(it);
    const result = await it.client.updateTicket(it.ticket, wish);
    if (result.outcome !== "updated") throw new Error(result.outcome);
    it.passSecond();
    it.sandbox.actAsHuman(agent.id, it.id, { status: "pending" });
    expect(await it.client.restoreTicket(result.ticket, { assigneeId: null })).toEqual({
      outcome: "conflict",
    });
  });
});
