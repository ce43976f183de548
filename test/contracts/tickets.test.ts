import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ticketPriorities } from "../../src/routing/ticket.ts";
import { message, pick, read, subjects } from "./contract-subject.ts";

describe.each(subjects)("$name", (subject) => {
  describe("a ticket", () => {
    it("is found in our words, and not at all where there is none", async () => {
      const it = await subject.open();
      const { id } = it.desk.createTicket({ ...message, tags: ["vip"] });
      expect(await read(it, id)).toMatchObject({
        id,
        subject: message.subject,
        body: expect.stringContaining(message.body),
        channel: "email",
        groupId: null,
        assigneeId: null,
        tags: ["vip"],
        requester: { name: "Customer 1", email: "customer1@mail.example" },
      });
      expect(await it.client.findTicket("987654321")).toBeUndefined();
      it.desk.deleteTicket(id);
      expect(await it.client.findTicket(id)).toBeUndefined();
    });

    it.each(["../people", "1?x=1", "", "12345678901234567"])("never has the id %j", async (ticketId) => {
      const { client, requestCount } = await subject.open();
      await expect(client.findTicket(ticketId)).rejects.toMatchObject({ failure: "unexpected" });
      expect(requestCount()).toBe(0);
    });

    it("comes back as it was written, whatever was written", async () => {
      const it = await subject.open();
      const people = it.desk.agents().filter((agent) => agent.isAssignable && agent.groupIds.length > 0);
      const wish = fc.record({
        person: fc.constantFrom(...people),
        priority: fc.constantFrom(...ticketPriorities),
        addTags: fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,10}$/), { maxLength: 4 }),
      });
      const check = async ({
        person,
        priority,
        addTags,
      }: typeof wish extends fc.Arbitrary<infer T> ? T : never) => {
        const { id } = it.desk.createTicket({ ...message, tags: ["newsletter"] });
        const target = { groupId: person.groupIds[0] ?? "", assigneeId: person.id, priority };
        const result = await it.client.updateTicket(await read(it, id), { ...target, addTags });
        expect(result).toMatchObject({
          outcome: "updated",
          ticket: { ticketId: id, ...target },
          replaced: null,
        });
        const after = await read(it, id);
        expect(after).toMatchObject(target);
        expect(new Set(after.tags)).toEqual(new Set(["newsletter", ...addTags]));
      };
      await fc.assert(fc.asyncProperty(wish, check), { numRuns: 25 });
    });
  });

  describe("a write", () => {
    it("gives way to somebody who chose another group or agent since the ticket was read", async () => {
      const it = await subject.open({ now: nextSecond() });
      const { groupId, agentId, otherGroupId } = pick(it.desk);
      const { id } = it.desk.createTicket(message);
      const ticket = await read(it, id);
      it.desk.actAsHuman(agentId, id, { groupId: otherGroupId });
      const result = await it.client.updateTicket(ticket, { groupId, assigneeId: agentId });
      expect(result).toEqual({ outcome: "conflict" });
      expect(it.desk.findTicket(id)).toMatchObject({ groupId: otherGroupId, assigneeId: null });
    });

    it("gives way also in the last moment in which the help desk can tell", async () => {
      const it = await subject.open({ now: nextSecond() });
      const { groupId, agentId, otherGroupId } = pick(it.desk);
      const { id } = it.desk.createTicket(message);
      it.desk.strikeBeforeWrite(() => it.desk.actAsHuman(agentId, id, { groupId: otherGroupId }));
      const result = await it.client.updateTicket(await read(it, id), { groupId, assigneeId: agentId });
      expect(result).toEqual({ outcome: "conflict" });
      expect(it.desk.findTicket(id)?.groupId).toBe(otherGroupId);
    });

    it("of a ticket that was deleted says that it is gone", async () => {
      const it = await subject.open();
      const { id } = it.desk.createTicket(message);
      const ticket = await read(it, id);
      it.desk.deleteTicket(id);
      const { groupId } = pick(it.desk);
      expect(await it.client.updateTicket(ticket, { groupId })).toEqual({ outcome: "gone" });
    });

    it("that the help desk refuses names the field", async () => {
      const it = await subject.open();
      const { id } = it.desk.createTicket(message);
      const barred = it.desk.agents().find((agent) => !agent.isAssignable);
      const { groupId } = pick(it.desk);
      const result = await it.client.updateTicket(await read(it, id), {
        groupId,
        assigneeId: barred?.id ?? "",
      });
      expect(result).toEqual({
        outcome: "refused",
        field: expect.stringMatching(/assignee|responder/),
        reason: expect.stringMatching(/\w+/),
      });
      expect(it.desk.findTicket(id)?.assigneeId).toBeNull();
    });

    it("whose reply is lost is an error that leaves open whether it was done", async () => {
      const it = await subject.open();
      const { id } = it.desk.createTicket(message);
      const ticket = await read(it, id);
      const { groupId, agentId } = pick(it.desk);
      it.desk.faults.replyLostRate = 1;
      const lost = it.client.updateTicket(ticket, { groupId, assigneeId: agentId });
      await expect(lost).rejects.toMatchObject({ failure: "unavailable", retry: "later" });
      expect(it.desk.findTicket(id)).toMatchObject({ groupId, assigneeId: agentId });
    });
  });

  it("is asked nothing more while it asks us to slow down", async () => {
    const it = await subject.open();
    Object.assign(it.desk.faults, { rateLimitRate: 1, rateLimitRetryAfterSeconds: 7 });
    const limited = { failure: "rate-limited", retry: { afterSeconds: 7 } };
    await expect(it.client.findTicket("1")).rejects.toMatchObject(limited);
    const before = it.requestCount();
    await expect(it.client.findTicket("1")).rejects.toMatchObject({ failure: "rate-limited" });
    expect(it.requestCount()).toBe(before);
  });

  it("lists what changed since a time, each ticket once, over all pages and none from before", async () => {
    let nowMs = Date.parse("2026-03-01T08:00:00Z");
    const it = await subject.open({ now: () => nowMs });
    const since = async (iso: string) => {
      const found: string[] = [];
      for await (const facts of it.client.listTicketsSince(iso)) found.push(facts.ticketId);
      return found;
    };
    const old = Array.from({ length: subject.pageSize * 2 + 3 }, () => {
      nowMs += 400;
      return it.desk.createTicket(message).id;
    });
    expect((await since("2026-03-01T07:00:00Z")).sort()).toEqual(old.sort());
    nowMs += 3_600_000;
    const { updatedAt } = await read(it, old[0] ?? "");
    const later = new Date(Math.max(Date.parse(updatedAt) + 1_000_000, nowMs - 1_000)).toISOString();
    expect(await since(later)).toEqual([]);
  });

  describe("the roster", () => {
    it("has the groups, who is in them, who is there, and who can own no tickets", async () => {
      const it = await subject.open();
      const { agentId } = pick(it.desk);
      it.desk.setAvailable(agentId, false);
      const { groups, agents } = await it.client.readRoster();
      expect(groups.map(({ id, name }) => ({ id, name }))).toEqual(it.desk.groups());
      for (const expected of it.desk.agents().filter((agent) => agent.groupIds.length > 0)) {
        const found = agents.find((agent) => agent.id === expected.id);
        expect(found).toMatchObject({ name: expected.name, active: expected.isAssignable });
        expect(found?.groupIds.toSorted()).toEqual(expected.groupIds.toSorted());
        expect(found?.available).toBe(expected.isAvailable && expected.id !== agentId);
      }
    });
  });

  describe("credentials", () => {
    it("tell who we are, and wrong ones are refused as such", async () => {
      const it = await subject.open();
      expect(await it.client.getCurrentUser()).toMatchObject({
        id: it.desk.integrationUserId,
        isAdmin: true,
      });
      const wrong = it.clientWith("wrong").getCurrentUser();
      await expect(wrong).rejects.toMatchObject({ failure: "unauthorized" });
    });
  });
});

/** A clock that moves on at each look, for stamps with whole seconds cannot tell two writes of one second apart. */
function nextSecond(): () => number {
  let nowMs = Date.parse("2026-03-01T08:00:00Z");
  return () => {
    nowMs += 1_000;
    return nowMs;
  };
}
