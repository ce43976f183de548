import { describe, expect, it } from "vitest";
import type { Ticket } from "../../../src/routing/ticket.ts";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import { agentAndGroups, newCustomerTicket } from "../../sandbox/freshdesk/open-sandbox.ts";
import { type OpenClient, openClient } from "./open-client.ts";

async function openWithTicket(options: FreshdeskSandboxOptions = {}) {
  const open = await openClient(options);
  const { id } = newCustomerTicket(open.sandbox);
  const { agent, groupId, foreignGroupId } = agentAndGroups(open.sandbox);
  const wish = { groupId: String(groupId), assigneeId: String(agent.id) };
  return { ...open, id, agent, foreignGroupId, wish, ticket: await read(open, id) };
}

async function read({ client }: OpenClient, id: number): Promise<Ticket> {
  const ticket = await client.findTicket(String(id));
  if (!ticket) throw new Error(`ticket ${id} is missing`);
  return ticket;
}

describe("an update", () => {
  it("looks once more, sends group, agent, priority and tags in one PUT, and its note after it", async () => {
    const it = await openWithTicket();
    it.calls.length = 0;
    const update = { ...it.wish, priority: "high" as const, addTags: ["routed"], note: 'Because of "a<b>".' };
    const result = await it.client.updateTicket(it.ticket, update);
    expect(result).toMatchObject({
      outcome: "updated",
      ticket: { ...it.wish, priority: "high" },
      replaced: null,
    });
    expect(it.calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      `GET /api/v2/tickets/${it.id}`,
      `PUT /api/v2/tickets/${it.id}`,
      `POST /api/v2/tickets/${it.id}/notes`,
    ]);
    expect(it.sandbox.notesOf(it.id)).toEqual([
      { body: '<div>Because of "a&lt;b&gt;".</div>', private: true },
    ]);
  });

  it("keeps the tags that somebody added after the ticket was read", async () => {
    const it = await openWithTicket();
    it.sandbox.actAsHuman(it.agent.id, it.id, { tags: ["vip"] });
    await it.client.updateTicket(it.ticket, { ...it.wish, addTags: ["routed"] });
    expect(it.sandbox.findTicket(it.id)?.tags).toEqual(["vip", "routed"]);
  });

  it.each([
    ["another group", { group_id: "foreign" }],
    ["another priority", { priority: 4 }],
    ["another status", { status: 4 }],
  ])("is a conflict once somebody has set %s", async (_name, changes) => {
    const it = await openWithTicket();
    const given = "group_id" in changes ? { group_id: it.foreignGroupId } : changes;
    it.sandbox.actAsHuman(it.agent.id, it.id, given);
    expect(await it.client.updateTicket(it.ticket, it.wish)).toEqual({ outcome: "conflict" });
    expect(it.sandbox.findTicket(it.id)?.responder_id).toBeNull();
  });

  it("overwrites nobody but who acts between the last look and the write, which nothing here can tell", async () => {
    const it = await openWithTicket();
    it.sandbox.faults.beforeTicketUpdate = () => {
      it.sandbox.actAsHuman(it.agent.id, it.id, { group_id: it.foreignGroupId });
    };
    const result = await it.client.updateTicket(it.ticket, it.wish);
    // The known gap, held down here so that whoever closes it notices: see docs/adding-a-help-desk.md.
    expect(result).toMatchObject({ outcome: "updated", replaced: null });
  });

  it.each(["refused", "accepted"] as const)(
    "to an agent outside the group is settled either way (%s)",
    async (agentOutsideGroup) => {
      const it = await openWithTicket({ variants: { agentOutsideGroup } });
      const outside = { groupId: String(it.foreignGroupId), assigneeId: String(it.agent.id) };
      const result = await it.client.updateTicket(it.ticket, outside);
      if (agentOutsideGroup === "accepted") expect(result).toMatchObject({ outcome: "updated" });
      else expect(result).toMatchObject({ outcome: "refused", field: "responder_id" });
    },
  );

  it("that fails on a field it does not touch names it, and says what the admin can do", async () => {
    const it = await openWithTicket();
    it.sandbox.requireFields(["cf_order_number"]);
    const result = await it.client.updateTicket(it.ticket, it.wish);
    expect(result).toEqual({
      outcome: "refused",
      field: "cf_order_number",
      reason: expect.stringMatching(
        /mandatory field – the ticket form asks agents for cf_order_number.*optional/,
      ),
    });
  });

  it("sets custom fields, and names the one that the help desk does not have", async () => {
    const it = await openWithTicket();
    const good = await it.client.updateTicket(it.ticket, { customFields: { cf_reason: "size" } });
    expect(good.outcome).toBe("updated");
    expect(it.sandbox.findTicket(it.id)?.custom_fields.cf_reason).toBe("size");
    const bad = await it.client.updateTicket(it.ticket, { customFields: { cf_unheard_of: "x" } });
    expect(bad).toEqual({
      outcome: "refused",
      field: "custom_fields.cf_unheard_of",
      reason: "Unexpected/invalid field in request",
    });
  });

  it.each(["markAsSpam", "deleteTicket"] as const)(
    "of a ticket after %s says that it is gone, also when that happens in the last moment",
    async (how) => {
      const it = await openWithTicket();
      it.sandbox.faults.beforeTicketUpdate = (ticketId) => it.sandbox[how](ticketId);
      expect(await it.client.updateTicket(it.ticket, it.wish)).toEqual({ outcome: "gone" });
      expect(await it.client.findTicket(String(it.id))).toBeUndefined();
    },
  );

  it("stands also when its note fails, and says so in the log without the text", async () => {
    const it = await openWithTicket();
    it.sandbox.faults.beforeTicketUpdate = () => {
      it.sandbox.faults.beforeTicketUpdate = undefined;
      setTimeout(() => it.sandbox.revokeApiKey(it.sandbox.integrationKey), 0);
    };
    it.sandbox.faults.apiLatencyMs = [15, 20];
    const result = await it.client.updateTicket(it.ticket, { ...it.wish, note: "A secret reason" });
    expect(result.outcome).toBe("updated");
    expect(it.logs).toMatchObject([{ message: "note not added", fields: { ticketId: String(it.id) } }]);
    expect(JSON.stringify(it.logs)).not.toContain("secret reason");
  });

  it("survives a help desk that keeps moving due times, and one whose 404 has a body", async () => {
    const it = await openWithTicket({
      dueTimesDelayMs: 5,
      variants: { notFoundBody: "json", noOpUpdate: "bumps" },
    });
    expect((await it.client.updateTicket(it.ticket, it.wish)).outcome).toBe("updated");
    expect(await it.client.findTicket("4711")).toBeUndefined();
  });
});

describe("what is put back", () => {
  it("is, as long as the ticket stands as we left it", async () => {
    const it = await openWithTicket();
    const result = await it.client.updateTicket(it.ticket, it.wish);
    if (result.outcome !== "updated") throw new Error(result.outcome);
    const replaced = { groupId: String(it.foreignGroupId), assigneeId: null };
    expect((await it.client.restoreTicket(result.ticket, replaced)).outcome).toBe("updated");
    expect(it.sandbox.findTicket(it.id)).toMatchObject({ group_id: it.foreignGroupId, responder_id: null });
  });

  it.each(["clears", "refused"] as const)("where null %s is told so", async (nullClears) => {
    const it = await openWithTicket({ variants: { nullClears } });
    const result = await it.client.updateTicket(it.ticket, it.wish);
    if (result.outcome !== "updated") throw new Error(result.outcome);
    const restored = await it.client.restoreTicket(result.ticket, { assigneeId: null });
    expect(restored.outcome).toBe(nullClears === "clears" ? "updated" : "refused");
  });

  it("is unknown for a write whose reply was lost, for Freshdesk keeps no record", async () => {
    const it = await openWithTicket();
    const seen = { groupId: null, assigneeId: null, priority: null };
    const sinceIso = "2026-03-01T08:00:00Z";
    const asked = { ticketId: "1", byUserId: "1", seen, update: it.wish, sinceIso };
    expect(await it.client.findWrite(asked)).toBeNull();
  });
});

describe("a 404", () => {
  it("is believed once the account has answered, for a renamed one answers 404 to everything", async () => {
    const it = await openWithTicket();
    expect(await it.client.findTicket("4711")).toBeUndefined();
    expect(it.calls.at(-1)?.url.pathname).toBe("/api/v2/agents/me");
  });
});
