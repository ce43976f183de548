import { describe, expect, it } from "vitest";
import { newCustomerTicket } from "../../sandbox/zendesk/open-sandbox.ts";
import { openClient } from "./open-client.ts";

const bigTeam = { groups: [{ name: "Orders", agents: 130 }] };

describe("the Zendesk client", () => {
  it("knows whose token it has", async () => {
    const { client, clientWith, sandbox } = await openClient();
    const agent = sandbox.agents().find((candidate) => candidate.role === "agent");
    const token = sandbox.createToken({ userId: agent?.id ?? 0 });
    expect(await client.getCurrentUser()).toMatchObject({ name: "Router Integration", isAdmin: true });
    expect(await clientWith(token).getCurrentUser()).toEqual({
      id: String(agent?.id),
      name: agent?.name,
      isAdmin: false,
    });
  });

  it("does not take the anonymous user, whom a wrong token gets, for a success", async () => {
    const { clientWith } = await openClient();
    await expect(clientWith("wrong").getCurrentUser()).rejects.toMatchObject({
      failure: "unauthorized",
      retry: "never",
    });
  });

  it("finds a ticket with its requester, and nothing where there is none", async () => {
    const { client, sandbox } = await openClient();
    const { id } = newCustomerTicket(sandbox);
    expect(await client.findTicket(String(id))).toMatchObject({
      id: String(id),
      status: "new",
      requester: { email: "customer1@example.com" },
    });
    sandbox.deleteTicket(id);
    expect(await client.findTicket(String(id))).toBeUndefined();
  });

  it("finds when the first reply is due, for a ticket with a priority", async () => {
    const { client, sandbox } = await openClient({ now: () => Date.parse("2026-11-23T10:00:00Z") });
    const requester = { name: "Customer 1", email: "customer1@example.com" };
    const message = { subject: "Wrong size", body: "Can I exchange the boots?", requester };
    const dueAt = async (ticket: Parameters<typeof sandbox.createTicket>[0]) =>
      (await client.findTicket(String(sandbox.createTicket(ticket).id)))?.slaDueAt;
    expect(await dueAt({ ...message, priority: "high" })).toBe("2026-11-23T14:00:00Z");
    expect(await dueAt(message)).toBeNull();
  });

  it.each(["ignored", "refused"] as const)(
    "finds a ticket also where the plan has no SLAs and the question for them is %s",
    async (slasWithoutPlan) => {
      const { client, sandbox } = await openClient({ slas: "absent", variants: { slasWithoutPlan } });
      const { id } = newCustomerTicket(sandbox);
      const found = await client.findTicket(String(id));
      expect(found).toMatchObject({ requester: { email: "customer1@example.com" } });
      expect(found).not.toHaveProperty("slaDueAt");
    },
  );

  it.each(["../users/me", "1/tags", "", "1?include=x", "12345678901234567"])(
    "never puts the ticket id %j into a path",
    async (ticketId) => {
      const { client, calls } = await openClient();
      await expect(client.findTicket(ticketId)).rejects.toMatchObject({ failure: "unexpected" });
      expect(calls).toEqual([]);
    },
  );
});

describe("the roster", () => {
  it("has groups, members, who is there, and how much each may hold", async () => {
    const { client, sandbox } = await openClient({ maxOpenTicketsPerAgent: 3 });
    const away = sandbox.agents().find((agent) => agent.name === "Ben B.");
    sandbox.setAvailability(away?.id ?? 0, "away");
    const { groups, agents } = await client.readRoster();
    expect(groups).toEqual(sandbox.groups().map(({ id, name }) => ({ id: String(id), name })));
    const ada = agents.find((agent) => agent.name === "Ada A.");
    expect(ada).toMatchObject({ active: true, available: true, capacity: 3 });
    expect(ada?.groupIds).toHaveLength(2);
    expect(agents.find((agent) => agent.name === "Ben B.")).toMatchObject({ active: true, available: false });
  });

  it("counts an agent who only takes transfers as not there", async () => {
    const { client, sandbox } = await openClient();
    const agent = sandbox.agents().find((candidate) => candidate.name === "Ben B.");
    sandbox.setAvailability(agent?.id ?? 0, "transfers_only");
    const found = (await client.readRoster()).agents.find((candidate) => candidate.name === "Ben B.");
    expect(found?.available).toBe(false);
  });

  it("says that it does not know who is there where the plan does not tell", async () => {
    const { client } = await openClient({ availability: "absent" });
    const { agents } = await client.readRoster();
    expect(agents.length).toBeGreaterThan(5);
    expect(new Set(agents.map(({ available, capacity }) => `${available} ${capacity}`))).toEqual(
      new Set(["null null"]),
    );
  });

  it("counts light and suspended agents as not active, for they cannot own tickets", async () => {
    const { client } = await openClient();
    const inactive = (await client.readRoster()).agents.filter((agent) => !agent.active);
    expect(inactive.map((agent) => agent.name).sort()).toEqual(["Light Agent", "Suspended Agent"]);
  });

  it.each(["request", "canonical"] as const)(
    "is read to its last page at the one host we know, whatever host the links name (%s)",
    async (linkHost) => {
      const { client, sandbox, calls } = await openClient({ team: bigTeam, variants: { linkHost } });
      const { agents } = await client.readRoster();
      expect(agents).toHaveLength(sandbox.agents().length);
      expect(agents.filter((agent) => agent.groupIds.length > 0)).toHaveLength(132);
      expect(agents.filter((agent) => agent.available)).toHaveLength(130);
      expect(new Set(calls.map((url) => url.host))).toEqual(new Set([new URL(sandbox.url).host]));
    },
  );
});

describe("the tickets since a time", () => {
  it.each(["request", "canonical"] as const)(
    "are listed latest first over all pages, from one host (links: %s)",
    async (linkHost) => {
      const { client, sandbox, calls } = await openClient({ variants: { linkHost } });
      const ids = Array.from({ length: 230 }, (_, index) => String(newCustomerTicket(sandbox, index % 9).id));
      const found = await listed(client.listTicketsSince("2001-01-01T00:00:00Z"));
      expect(found.map((facts) => facts.ticketId).sort()).toEqual([...ids].sort());
      expect(calls).toHaveLength(3);
      expect(new Set(calls.map((url) => url.host))).toEqual(new Set([new URL(sandbox.url).host]));
    },
  );

  it("end where the time begins, without a further page being asked for", async () => {
    let nowMs = Date.parse("2026-01-01T00:00:00Z");
    const { client, sandbox, calls } = await openClient({ now: () => nowMs });
    for (let index = 0; index < 150; index++) newCustomerTicket(sandbox, index % 9);
    nowMs += 3_600_000;
    const young = [newCustomerTicket(sandbox).id, newCustomerTicket(sandbox).id].map(String);
    const found = await listed(client.listTicketsSince("2026-01-01T01:00:00Z"));
    expect(found.map((facts) => facts.ticketId).sort()).toEqual(young.sort());
    expect(calls).toHaveLength(1);
  });
});

describe("the subscription", () => {
  it("is one webhook for the events that routing needs, with a secret of its own", async () => {
    const { client, sandbox } = await openClient();
    const received = new Promise((resolve) => {
      sandbox.subscribe((event) => event.kind === "delivery" && resolve(event.eventType));
    });
    const url = "http://127.0.0.1:1/webhooks/zendesk/x";
    const { id, secret } = await client.createSubscription({ name: "Signalbox", url });
    expect(id).toMatch(/^[0-9A-Z]{26}$/);
    expect(secret.length).toBeGreaterThan(20);
    newCustomerTicket(sandbox);
    expect(await received).toBe("zen:event-type:ticket.created");
  });

  it("can be removed, also when somebody already did", async () => {
    const { client } = await openClient();
    const url = "http://127.0.0.1:1/webhooks/zendesk/x";
    const { id } = await client.createSubscription({ name: "Signalbox", url });
    await client.removeSubscription(id);
    await expect(client.removeSubscription(id)).resolves.toBeUndefined();
  });

  it("is refused to who is no admin", async () => {
    const { clientWith, sandbox } = await openClient();
    const agent = sandbox.agents().find((candidate) => candidate.role === "agent");
    const client = clientWith(sandbox.createToken({ userId: agent?.id ?? 0 }));
    const input = { name: "Signalbox", url: "http://127.0.0.1:1/x" };
    await expect(client.createSubscription(input)).rejects.toMatchObject({
      failure: "unauthorized",
      message: expect.stringContaining("no admin any more"),
    });
  });
});

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
