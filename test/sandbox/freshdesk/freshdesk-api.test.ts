import Freshdesk from "freshdesk-api";
import { expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

type Call<T> = (done: (error: Error | null, data: T, extra: { pageIsLast: boolean }) => void) => void;

/** A client written by others, as proof that the emulation speaks the protocol and not just our reading of it. */
async function openForeignClient() {
  const { sandbox } = await openSandbox();
  return { sandbox, client: new Freshdesk(sandbox.url, sandbox.integrationKey) };
}

function ask<T>(call: Call<T>): Promise<{ data: T; isLast: boolean }> {
  return new Promise((resolve, reject) => {
    call((error, data, extra) => (error ? reject(error) : resolve({ data, isLast: extra.pageIsLast })));
  });
}

test("lists tickets page by page and shows one", async () => {
  const { sandbox, client } = await openForeignClient();
  for (let number = 1; number <= 130; number++) newCustomerTicket(sandbox, number % 9);
  const list = (page: number) =>
    ask<{ id: number }[]>((done) => client.listAllTickets({ per_page: 100, page }, done));
  const [first, second] = [await list(1), await list(2)];
  expect([first.data.length, first.isLast, second.data.length, second.isLast]).toEqual([
    100,
    false,
    30,
    true,
  ]);
  const { data } = await ask<{ id: number; subject: string }>((done) => client.getTicket(1001, done));
  expect(data).toMatchObject({ id: 1001, subject: "Parcel 1 has not arrived" });
});

test("creates, updates, annotates and deletes tickets", async () => {
  const { sandbox, client } = await openForeignClient();
  const { agent, groupId } = agentAndGroups(sandbox);
  const ticket = {
    subject: "From outside",
    description: "Hello",
    email: "somebody@example.com",
    status: 2,
    priority: 2,
  };
  const created = await ask<{ id: number }>((done) => client.createTicket(ticket, done));
  const { id } = created.data;
  const changes = { group_id: groupId, responder_id: agent.id, priority: 3 };
  const updated = await ask<unknown>((done) => client.updateTicket(id, changes, done));
  expect(updated.data).toMatchObject(changes);
  await ask((done) => client.createNote(id, { body: "A note", private: true }, done));
  expect(sandbox.notesOf(id)).toEqual([{ body: "A note", private: true }]);
  await ask((done) => client.deleteTicket(id, done));
  expect(sandbox.findTicket(id)?.deleted).toBe(true);
});

test("reads agents, contacts, companies and ticket fields", async () => {
  const { sandbox, client } = await openForeignClient();
  newCustomerTicket(sandbox);
  const me = await ask<{ id: number }>((done) => client.currentAgent(done));
  expect(me.data.id).toBe(sandbox.integrationUserId);
  const agents = await ask<unknown[]>((done) => client.listAllAgents({ per_page: 100 }, done));
  expect(agents.data).toHaveLength(sandbox.agents().length);
  const contacts = await ask<{ email: string }[]>((done) => client.listAllContacts({}, done));
  expect(contacts.data.map((contact) => contact.email)).toEqual(["customer1@example.com"]);
  const fields = await ask<{ name: string }[]>((done) => client.listAllTicketFields({}, done));
  expect(fields.data.map((field) => field.name)).toContain("priority");
});

test("reports refusals as errors with their status", async () => {
  const { sandbox, client } = await openForeignClient();
  const { id } = newCustomerTicket(sandbox);
  const update = (ticketId: number, changes: Record<string, unknown>) =>
    ask((done) => client.updateTicket(ticketId, changes, done));
  await expect(update(id, { priority: 99 })).rejects.toMatchObject({ status: 400 });
  await expect(update(4711, { priority: 1 })).rejects.toMatchObject({ status: 404 });
  sandbox.markAsSpam(id);
  await expect(update(id, { priority: 1 })).rejects.toMatchObject({ status: 405 });
  sandbox.faults.rateLimitRate = 1;
  await expect(update(id, { priority: 1 })).rejects.toMatchObject({ status: 429, retryAfter: 1 });
});
