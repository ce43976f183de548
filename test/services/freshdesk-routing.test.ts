import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groups } from "../../src/db/schema/index.ts";
import { creationRule } from "../sandbox/freshdesk/open-sandbox.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { type FreshdeskShop, groupNamed, openConnectedShop, wrongSize } from "../support/freshdesk-shop.ts";
import { waitFor } from "../support/wait-for.ts";

describe.each(engines)("a Freshdesk ticket on %s", (engine) => {
  let shop: FreshdeskShop;
  beforeAll(async () => {
    shop = await openConnectedShop(engine, { sandbox: { autoAssignDelayMs: 5 } });
  });
  afterAll(() => shop.stop());

  it("is routed to group, agent and priority, keeps its tags, and gets its reason as a private note", async () => {
    const charged = { ...wrongSize, subject: "Charged twice", tags: ["newsletter"] };
    const { id } = shop.sandbox.createTicket(charged);
    const { cycle, decisions } = await ended(shop, id);
    const { id: groupId, memberIds } = groupNamed(shop, "Payments");
    expect(cycle).toMatchObject({ state: "assigned", source: "webhook", attempts: 1 });
    expect(decisions).toMatchObject([{ writeState: "applied" }]);
    const ticket = shop.sandbox.findTicket(id);
    expect(ticket).toMatchObject({ group_id: groupId, priority: 4, tags: ["newsletter", "possible_fraud"] });
    expect(memberIds).toContain(ticket?.responder_id);
    await waitFor("the note", () => shop.sandbox.notesOf(id)[0]);
    expect(shop.sandbox.notesOf(id)).toMatchObject([
      { private: true, body: expect.stringContaining("Signalbox: Payments, because the subject says") },
    ]);
  });

  it("goes to a group that assigns by itself without an agent, and Freshdesk picks one", async () => {
    const { id: groupId, memberIds } = groupNamed(shop, "Returns");
    shop.sandbox.setAutoAssign(groupId, 12);
    await resync(shop);
    const { db } = shop.server.context;
    const rows = await db
      .select()
      .from(groups)
      .where(eq(groups.groupId, String(groupId)));
    expect(rows).toMatchObject([{ assignsItself: true }]);
    const { id } = shop.sandbox.createTicket(wrongSize);
    const { cycle, decisions } = await ended(shop, id);
    expect(cycle).toMatchObject({
      state: "grouped",
      reason: expect.stringContaining("own routing picks the person"),
    });
    expect(decisions[0]?.receipt.update).not.toHaveProperty("assigneeId");
    await waitFor("Freshdesk's own choice", () => shop.sandbox.findTicket(id)?.responder_id ?? undefined);
    expect(memberIds).toContain(shop.sandbox.findTicket(id)?.responder_id);
    shop.sandbox.setAutoAssign(groupId, 0);
    await resync(shop);
  });

  it("that the form keeps from being saved ends as failed, with the field and what the admin can do", async () => {
    shop.sandbox.requireFields(["cf_order_number"]);
    const { id } = shop.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(shop, id);
    expect(cycle.state).toBe("failed");
    expect(cycle.reason).toMatch(/\(cf_order_number\).*make the field optional for agents/);
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id: null, responder_id: null });
    shop.sandbox.requireFields([]);
  });

  it.each(["markAsSpam", "deleteTicket"] as const)("is left alone after %s", async (how) => {
    const { id } = shop.sandbox.createTicket(wrongSize);
    shop.sandbox[how](id);
    expect((await ended(shop, id)).cycle).toMatchObject({
      state: "left alone",
      reason: "The ticket was deleted or marked as spam.",
    });
  });

  // Merging is closing here: the API knows no difference.
  it.each([
    ["resolved", 4],
    ["closed, or merged into another", 5],
  ])("is left alone when it was %s before its turn", async (_how, status) => {
    const { id } = shop.sandbox.createTicket({ ...wrongSize, status });
    expect((await ended(shop, id)).cycle).toMatchObject({
      state: "left alone",
      reason: expect.stringContaining("solved or closed"),
    });
    expect(shop.sandbox.findTicket(id)).toMatchObject({ status, group_id: null, responder_id: null });
  });

  it("is left alone when somebody already has it", async () => {
    const { id: group_id, memberIds } = groupNamed(shop, "Payments");
    const responder_id = memberIds[0] ?? 0;
    const { id } = shop.sandbox.createTicket({ ...wrongSize, group_id, responder_id });
    expect((await ended(shop, id)).cycle).toMatchObject({
      state: "left alone",
      reason: expect.stringContaining("already has an assignee"),
    });
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id, responder_id });
  });

  it("keeps the priority that the shop's own rule gave it at creation", async () => {
    await shop.api("POST", "/automations/1/rules", {
      ...creationRule("http://127.0.0.1:1/x"),
      position: 1,
      actions: [{ field_name: "priority", value: 3 }],
    });
    const { id } = shop.sandbox.createTicket(wrongSize);
    expect((await ended(shop, id)).cycle.state).toBe("assigned");
    expect(shop.sandbox.findTicket(id)).toMatchObject({
      priority: 3,
      group_id: groupNamed(shop, "Returns").id,
    });
  });
});
