import { describe, expect, it } from "vitest";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };

const start = useTestServer();

describe.each(engines)("a ticket on %s", (engine) => {
  it("is routed to group and agent, with the sentence as a private note", async () => {
    const it = await start(engine);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle, decisions } = await ended(it, id);
    const ticket = it.sandbox.findTicket(id);
    const returns = it.sandbox.groups().find((group) => group.name === "Returns");
    const assignee = it.sandbox.agents().find((agent) => agent.id === ticket?.assignee_id);
    expect(cycle).toMatchObject({ state: "assigned", source: "webhook", attempts: 1 });
    expect(ticket?.group_id).toBe(returns?.id);
    expect(assignee?.groupIds).toContain(returns?.id);
    expect(cycle.reason).toMatch(/^Returns, because the subject says “wrong size”/);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]?.writeState).toBe("applied");
  });

  it("keeps the tags that it had when the policy adds some", async () => {
    const it = await start(engine);
    const { id } = it.sandbox.createTicket({
      subject: "Charged twice",
      body: "Please look",
      requester,
      tags: ["newsletter"],
    });
    await ended(it, id);
    expect(it.sandbox.findTicket(id)).toMatchObject({
      priority: "urgent",
      tags: expect.arrayContaining(["newsletter", "possible_fraud"]),
    });
  });

  it("is held in its group when nobody there has room or is there", async () => {
    const it = await start(engine);
    for (const agent of it.sandbox.agents()) it.sandbox.setAvailability(agent.id, "away");
    await resync(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("held");
    expect(cycle.reason).toContain("held, because nobody could take it");
    expect(it.sandbox.findTicket(id)?.group_id).not.toBeNull();
    expect(it.sandbox.findTicket(id)?.assignee_id).toBeNull();
  });

  it("is left alone when it was deleted before its turn", async () => {
    const it = await start(engine, { sandbox: { webhooks: { timeoutMs: 5_000 } } });
    const ticket = it.sandbox.createTicket(wrongSize);
    it.sandbox.deleteTicket(ticket.id);
    const { cycle } = await ended(it, ticket.id);
    expect(cycle).toMatchObject({ state: "left alone", reason: "The ticket was deleted or marked as spam." });
  });

  it("is left alone when it was merged into another", async () => {
    const it = await start(engine);
    const target = it.sandbox.createTicket(wrongSize);
    const source = it.sandbox.createTicket(wrongSize);
    it.sandbox.mergeTicket(source.id, target.id);
    const { cycle } = await ended(it, source.id);
    expect(cycle).toMatchObject({ state: "left alone", reason: expect.stringContaining("solved or closed") });
    expect(it.sandbox.findTicket(source.id)?.assignee_id).toBeNull();
  });

  it("is left alone when somebody already has it", async () => {
    const it = await start(engine);
    const ada = it.sandbox.agents().find((agent) => agent.name === "Ada A.");
    const { id } = it.sandbox.createTicket({ ...wrongSize, assigneeId: ada?.id ?? 0 });
    const { cycle } = await ended(it, id);
    expect(cycle).toMatchObject({
      state: "left alone",
      reason: expect.stringContaining("already has an assignee"),
    });
    expect(it.sandbox.findTicket(id)?.assignee_id).toBe(ada?.id);
  });

  it("ends as failed, untouched, when the policy names a group that is gone", async () => {
    const it = await start(engine);
    const returns = it.sandbox.groups().find((group) => group.name === "Returns");
    await removeGroup(it, returns?.id ?? 0);
    await resync(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("failed");
    expect(cycle.reason).toContain("no group “Returns”");
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id: null, assignee_id: null });
  });
});

async function removeGroup(it: TestServer, groupId: number): Promise<void> {
  const response = await fetch(`${it.sandbox.url}/api/v2/groups/${groupId}.json`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${it.sandbox.integrationToken}` },
  });
  expect(response.status).toBe(204);
}
