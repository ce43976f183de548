import { expect, test } from "vitest";
import type { SandboxEvent } from "../../../src/sandbox/zendesk/types.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

test("listeners hear of tickets and deliveries until they unsubscribe", async () => {
  const { sandbox } = await openSandbox({ now: () => 1_800_000_000_123 });
  const events: SandboxEvent[] = [];
  const unsubscribe = sandbox.subscribe((event) => events.push(event));
  const ticket = newCustomerTicket(sandbox);
  const { agent, groupId } = agentAndGroups(sandbox);
  sandbox.actAsHuman(agent.id, ticket.id, { group_id: groupId, assignee_id: agent.id });
  unsubscribe();
  sandbox.solveTicket(ticket.id);
  expect(events).toMatchObject([
    { kind: "ticket-created", ticketId: ticket.id, actorId: ticket.requester_id, atMs: 1_800_000_000_123 },
    {
      kind: "ticket-updated",
      ticketId: ticket.id,
      actorId: agent.id,
      changes: { assignee_id: { current: agent.id, previous: null } },
    },
  ]);
  expect(events).toHaveLength(2);
  expect(sandbox.findTicket(ticket.id)?.status).toBe("solved");
});

test("what is handed out is a copy", async () => {
  const { sandbox } = await openSandbox();
  const ticket = newCustomerTicket(sandbox);
  ticket.tags.push("tampered");
  expect(sandbox.findTicket(ticket.id)?.tags).toEqual([]);
});

test("a customer who writes twice stays one user", async () => {
  const { sandbox } = await openSandbox();
  expect(newCustomerTicket(sandbox).requester_id).toBe(newCustomerTicket(sandbox).requester_id);
});

test("counts by search see assignments at once", async () => {
  const { sandbox, api } = await openSandbox();
  const { agent, groupId } = agentAndGroups(sandbox);
  const ids = [1, 2, 3].map((number) => newCustomerTicket(sandbox, number).id);
  for (const id of ids) sandbox.actAsHuman(agent.id, id, { group_id: groupId, assignee_id: agent.id });
  sandbox.solveTicket(ids[0] ?? 0);
  const query = encodeURIComponent(`type:ticket assignee:${agent.id} status<solved`);
  expect((await api("GET", `/api/v2/search/count.json?query=${query}`)).body).toEqual({ count: 2 });
});

test("stopping twice is fine, and nobody answers afterwards", async () => {
  const { sandbox, api } = await openSandbox();
  await sandbox.stop();
  await sandbox.stop();
  await expect(api("GET", "/api/v2/groups")).rejects.toThrow();
});
