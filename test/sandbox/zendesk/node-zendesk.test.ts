import { createClient } from "node-zendesk";
import { expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

/** A client written by others, as proof that the emulation speaks the protocol and not just our reading of it. */
async function openForeignClient() {
  const { sandbox } = await openSandbox();
  const client = createClient({
    endpointUri: `${sandbox.url}/api/v2`,
    token: sandbox.integrationToken,
    oauth: true,
  });
  return { sandbox, client };
}

test("lists tickets over several pages and shows one", async () => {
  const { sandbox, client } = await openForeignClient();
  for (let number = 1; number <= 130; number++) newCustomerTicket(sandbox, number);
  const tickets = await client.tickets.list();
  expect(tickets).toHaveLength(130);
  const { result } = await client.tickets.show(1001);
  expect(result).toMatchObject({ id: 1001, subject: "Parcel 1 has not arrived" });
});

test("creates and updates tickets", async () => {
  const { sandbox, client } = await openForeignClient();
  const { agent, groupId } = agentAndGroups(sandbox);
  const created = await client.tickets.create({
    ticket: { subject: "From outside", comment: { body: "Hello" } },
  });
  const updated = await client.tickets.update(created.result.id, {
    ticket: { group_id: groupId, assignee_id: agent.id, priority: "high" },
  });
  expect(updated.result).toMatchObject({ assignee_id: agent.id, priority: "high" });
  expect(sandbox.findTicket(created.result.id)).toMatchObject({ group_id: groupId, status: "open" });
});

test("reads users, groups and memberships", async () => {
  const { sandbox, client } = await openForeignClient();
  const users = await client.users.list();
  expect(users).toHaveLength(sandbox.agents().length);
  const me = await client.users.me();
  expect(me.result).toMatchObject({ id: sandbox.integrationUserId });
  const groups = await client.groups.list();
  expect(groups.map((group) => group.name)).toContain("Returns");
  const memberships = await client.groupmemberships.list();
  expect(memberships.length).toBeGreaterThan(groups.length);
});

test("reports refusals as errors", async () => {
  const { sandbox, client } = await openForeignClient();
  const { agent, foreignGroupId } = agentAndGroups(sandbox);
  const ticket = newCustomerTicket(sandbox);
  await expect(
    client.tickets.update(ticket.id, { ticket: { group_id: foreignGroupId, assignee_id: agent.id } }),
  ).rejects.toThrow(/422|Unprocessable/);
  await expect(client.tickets.show(9_999)).rejects.toThrow();
});
