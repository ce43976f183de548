import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listDecisions } from "../../src/db/queries/decisions.ts";
import { listLeftBehind } from "../../src/db/queries/left-behind.ts";
import * as schema from "../../src/db/schema/index.ts";
import type { TicketChanges } from "../../src/sandbox/freshdesk/tickets/ticket-input.ts";
import { explainTicket } from "../../src/services/tickets/explain-ticket.ts";
import { reviewWrite } from "../../src/services/tickets/review-write.ts";
import { ended, resync } from "../support/ended.ts";
import { type FreshdeskShop, groupNamed, openConnectedShop, wrongSize } from "../support/freshdesk-shop.ts";
import { waitFor } from "../support/wait-for.ts";

const { deliveries, installations } = schema;
let shop: FreshdeskShop;
beforeAll(async () => {
  shop = await openConnectedShop("pglite");
  await shop.installApp();
});
afterEach(() => {
  shop.sandbox.faults.beforeTicketUpdate = undefined;
});
afterAll(() => shop.stop());

const outcomesOf = async (ticketId: number) =>
  (
    await shop.server.context.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.ticketId, String(ticketId)))
  ).map(({ eventType, outcome, reason }) => ({ eventType, outcome, reason }));
const registerOf = (ticketId: number) =>
  explainTicket(shop.server.context, { installationId: shop.installationId, ticketId: String(ticketId) });

describe("the app's events", () => {
  it("and the rule's webhook open one cycle between them", async () => {
    const { id } = shop.sandbox.createTicket(wrongSize);
    expect((await ended(shop, id)).cycle).toMatchObject({ state: "assigned", cycle: 1 });
    await shop.sandbox.idle();
    const sources = shop.sandbox.deliveries().filter((delivery) => delivery.ticketId === id);
    expect(new Set(sources.map(({ source }) => source)).size).toBe(2);
    const outcomes = await outcomesOf(id);
    expect(outcomes.filter(({ outcome }) => outcome === "routing")).toHaveLength(1);
  });

  it("that our own writes cause start nothing", async () => {
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id);
    const own = await waitFor("our own event", async () =>
      (await outcomesOf(id)).find(({ eventType }) => eventType === "onTicketUpdate"),
    );
    expect(own).toEqual({
      eventType: "onTicketUpdate",
      outcome: "ignored",
      reason: "Signalbox's own change",
    });
  });

  it("bring the sweep forward, so that who has gone home is given nothing more", async () => {
    // The next regular sweep is an hour away, and the latest that a hint brought must not be a moment ago.
    const forgetVisits = () => shop.server.context.db.update(installations).set({ sweepStartedAt: null });
    const returns = groupNamed(shop, "Returns");
    await shop.sandbox.idle();
    await forgetVisits();
    for (const agentId of returns.memberIds) shop.sandbox.setAvailable(agentId, false);
    const id = await waitFor("a ticket that nobody takes", async () => {
      const ticket = shop.sandbox.createTicket(wrongSize);
      const { cycle } = await ended(shop, ticket.id);
      return cycle.state === "held" ? ticket.id : undefined;
    });
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id: returns.id, responder_id: null });
    for (const agentId of returns.memberIds) shop.sandbox.setAvailable(agentId, true);
    await resync(shop);
  });

  it("hand on the tickets of who is deactivated, and leave a human's choice of an agent of another kind", async () => {
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id, "assigned");
    const owner = shop.sandbox.findTicket(id)?.responder_id ?? 0;
    const other = shop.sandbox.createTicket(wrongSize).id;
    await ended(shop, other, "assigned");
    const { agents } = schema;
    const outsider = groupNamed(shop, "Returns").memberIds.find((agentId) => agentId !== owner) ?? 0;
    shop.sandbox.actAsHuman(outsider, other, { responder_id: outsider });
    await shop.sandbox.idle();
    shop.sandbox.setPerson(owner, { deactivated: true });
    await resync(shop);
    const { cycle } = await waitFor("a new owner", async () => {
      const found = await ended(shop, id);
      return found.cycle.source === "owner gone" && found.cycle.state === "assigned" ? found : undefined;
    });
    expect(cycle.fromAgentId).toBe(String(owner));
    expect(shop.sandbox.findTicket(id)?.responder_id).not.toBe(owner);
    // Of a kind that is given nothing, as field agents are, but still in the team.
    const { db } = shop.server.context;
    await db
      .update(agents)
      .set({ active: false })
      .where(eq(agents.agentId, String(outsider)));
    expect(
      await listLeftBehind(db, { installationId: shop.installationId, sinceIso: new Date(0).toISOString() }),
    ).toEqual([]);
    shop.sandbox.setPerson(owner, { deactivated: false });
    await resync(shop);
  });

  it("are refused without the token", async () => {
    expect((await shop.hook("events", "x".repeat(43), { event: "onTicketCreate" })).status).toBe(401);
  });
});

describe("what a human sets between our last reading and our write", () => {
  /** The moment that no reading can see. */
  function strike(changes: TicketChanges): number[] {
    const struck: number[] = [];
    const orders = groupNamed(shop, "Orders");
    const latest = Math.max(...shop.sandbox.tickets().map(({ id }) => id));
    shop.sandbox.faults.beforeTicketUpdate = (ticketId) => {
      // One that was held is handed out meanwhile.
      if (ticketId <= latest) return;
      shop.sandbox.faults.beforeTicketUpdate = undefined;
      shop.sandbox.actAsHuman(orders.memberIds[0] ?? 0, ticketId, changes);
      struck.push(ticketId);
    };
    return struck;
  }

  it("is told by the app's account of our write, and put back", async () => {
    const { id: groupId, memberIds } = groupNamed(shop, "Orders");
    const responderId = memberIds.find((one) => !groupNamed(shop, "Returns").memberIds.includes(one)) ?? 0;
    const struck = strike({ group_id: groupId, responder_id: responderId });
    const { id } = shop.sandbox.createTicket(wrongSize);
    const explanation = await ended(shop, id, "left alone");
    expect(struck).toEqual([id]);
    expect(explanation.cycle.reason).toContain("what they set was put back");
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id: groupId, responder_id: responderId });
    // The account of the putting back starts nothing anew.
    await shop.sandbox.idle();
    const [decision] = await listDecisions(shop.server.context.db, shop.installationId, String(id));
    expect(decision?.writeState).toBe("superseded");
  });

  it("keeps the agent whom the human chose, where nobody of ours was set", async () => {
    const returns = groupNamed(shop, "Returns");
    for (const agentId of returns.memberIds) shop.sandbox.setAvailable(agentId, false);
    await resync(shop);
    const { id: groupId, memberIds } = groupNamed(shop, "Orders");
    const responderId = memberIds.find((one) => !groupNamed(shop, "Returns").memberIds.includes(one)) ?? 0;
    strike({ group_id: groupId, responder_id: responderId });
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id, "left alone");
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id: groupId, responder_id: responderId });
    for (const agentId of returns.memberIds) shop.sandbox.setAvailable(agentId, true);
    await resync(shop);
  });

  it("is put back where it is the priority alone, and the assignment stands", async () => {
    strike({ priority: 3 });
    const { id } = shop.sandbox.createTicket({ ...wrongSize, subject: "Charged twice" });
    await ended(shop, id, "assigned");
    await waitFor("the priority", () => (shop.sandbox.findTicket(id)?.priority === 3 ? true : undefined));
    const { cycle } = await waitFor("the word on it", async () => {
      const explanation = await registerOf(id);
      return explanation.cycle.reason?.includes("was kept") ? explanation : undefined;
    });
    expect(cycle.state).toBe("assigned");
    expect(shop.sandbox.findTicket(id)?.group_id).toBe(groupNamed(shop, "Payments").id);
  });

  it("is put back once the help desk is there again, where it was away when we looked", async () => {
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id, "assigned");
    const ticket = shop.sandbox.findTicket(id);
    const before = String(groupNamed(shop, "Orders").id);
    shop.sandbox.faults.apiErrorRate = 1;
    const { outcome } = await reviewWrite(shop.server.context, {
      installationId: shop.installationId,
      ticketId: String(id),
      changes: {
        groupId: { before, after: String(ticket?.group_id) },
        assigneeId: { before: null, after: String(ticket?.responder_id) },
      },
      tries: 0,
    }).finally(() => {
      shop.sandbox.faults.apiErrorRate = 0;
    });
    expect(outcome).toBe("later");
    await ended(shop, id, "left alone");
    expect(shop.sandbox.findTicket(id)?.group_id).toBe(Number(before));
  });

  it("stays as our write left it where somebody has changed the ticket since", async () => {
    const orders = groupNamed(shop, "Orders");
    strike({ group_id: orders.id });
    const later = groupNamed(shop, "Wholesale");
    const unsubscribe = shop.sandbox.subscribe((event) => {
      const isOurs = event.kind === "ticket-updated" && event.actorId === shop.sandbox.integrationUserId;
      if (!isOurs) return;
      unsubscribe();
      shop.sandbox.actAsHuman(later.memberIds[0] ?? 0, event.ticketId, {
        group_id: later.id,
        responder_id: later.memberIds[0] ?? 0,
      });
    });
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id);
    await shop.sandbox.idle();
    expect(shop.sandbox.findTicket(id)?.group_id).toBe(later.id);
  });
});
