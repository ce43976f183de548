import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { describe, expect, it } from "vitest";
import { createFreshdesk } from "../../../src/helpdesks/freshdesk/index.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import { agentAndGroups, newCustomerTicket } from "../../sandbox/freshdesk/open-sandbox.ts";
import { openClient } from "./open-client.ts";

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("the Freshdesk client", () => {
  it("knows whose key it has, and whether that is an admin's", async () => {
    const { client, clientWith, sandbox } = await openClient();
    const { agent } = agentAndGroups(sandbox);
    expect(await client.getCurrentUser()).toMatchObject({ name: "Router Integration", isAdmin: true });
    expect(await clientWith(sandbox.createApiKey(agent.id)).getCurrentUser()).toEqual({
      id: String(agent.id),
      name: agent.name,
      isAdmin: false,
    });
  });

  it("finds when the first answer is due, and the end of the matter once that was given", async () => {
    const { client, sandbox } = await openClient({ now: () => Date.parse("2026-11-23T10:00:00Z") });
    const { id } = newCustomerTicket(sandbox);
    const { fr_due_by, due_by } = sandbox.findTicket(id) ?? {};
    expect(Date.parse(fr_due_by ?? "")).toBeLessThan(Date.parse(due_by ?? ""));
    const found = await client.findTicket(String(id));
    expect(Date.parse(found?.slaDueAt ?? "")).toBe(Date.parse(fr_due_by ?? ""));
  });

  it("finds a ticket's company with its tier, and asks for it once in ten minutes", async () => {
    let nowMs = Date.parse("2026-11-23T10:00:00Z");
    const { client, sandbox, calls } = await openClient({}, () => nowMs);
    const message = {
      subject: "Wrong size",
      description: "Can I exchange the boots?",
      status: 2,
      priority: 1,
    };
    const requester = { name: "Customer 1", email: "customer1@harbour-stores.example" };
    sandbox.setCompany("Harbour Stores", { account_tier: "Gold", custom_fields: { region: "north" } });
    const { id } = sandbox.createTicket({ ...message, requester });
    const read = async () => (await client.findTicket(String(id)))?.organization;
    const asked = () => calls.filter(({ url }) => url.pathname.startsWith("/api/v2/companies/")).length;
    const fields = { health_score: "Happy", industry: null, region: "north" };
    expect(await read()).toEqual({ name: "Harbour Stores", tier: "Gold", tags: [], fields, owner: null });
    sandbox.setCompany("Harbour Stores", { account_tier: null });
    expect([(await read())?.tier, asked()]).toEqual(["Gold", 1]);
    nowMs += 10 * 60_000;
    expect([(await read())?.tier, asked()]).toEqual([null, 2]);
    expect((await client.findTicket(String(newCustomerTicket(sandbox).id)))?.organization).toBeNull();
  });

  it("does not take a renamed account, which answers 404 to everything, for tickets that are gone", async () => {
    const vendor = setupServer(
      http.all("https://renamed.freshdesk.com/*", () => new HttpResponse(null, { status: 404 })),
    );
    vendor.listen({ onUnhandledFrame: "bypass" });
    const platform = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
    const client = createFreshdesk().createClient({ subdomain: "renamed", credentials: "x", platform });
    await expect(client.findTicket("1")).rejects.toMatchObject({ failure: "account-gone", retry: "later" });
    platform.close();
    vendor.close();
  });
});

describe("the roster", () => {
  it.each(["full", "absent"] as const)(
    "has its members from new and from old accounts (%s)",
    async (adminGroups) => {
      const { client, sandbox } = await openClient({ adminGroups });
      const { agents } = await client.readRoster();
      for (const expected of sandbox.agents()) {
        const found = agents.find((agent) => agent.id === String(expected.id));
        expect(found?.groupIds.toSorted()).toEqual(expected.groupIds.map(String).toSorted());
      }
      const inactive = agents.filter((agent) => !agent.active).map((agent) => agent.name);
      expect(inactive.sort()).toEqual(["Light Agent", "Suspended Agent"]);
    },
  );

  it.each([
    ["full", "number"],
    ["absent", "number"],
    ["absent", "boolean"],
  ] as const)("marks the groups that assign by themselves (%s, %s)", async (adminGroups, autoAssignType) => {
    const { client, sandbox } = await openClient({ adminGroups, variants: { autoAssignType } });
    const [first, second] = sandbox.groups();
    sandbox.setAutoAssign(first?.id ?? 0, 12);
    const { groups } = await client.readRoster();
    expect(groups.find((group) => group.id === String(first?.id))?.assignsItself).toBe(true);
    expect(groups.find((group) => group.id === String(second?.id))?.assignsItself).toBeUndefined();
  });

  it.each(["admin", "old"] as const)(
    "has skills, from where the account keeps them (%s)",
    async (skillsPath) => {
      const { client, sandbox } = await openClient({ skillsPath });
      const [ada, ben, cleo] = sandbox.agents().filter(({ isAdmin }) => !isAdmin);
      sandbox.setSkills(ada?.id ?? 0, ["German", "Refunds"]);
      sandbox.setSkills(ben?.id ?? 0, ["Refunds"]);
      const { agents, untold } = await client.readRoster();
      const skillsOf = (id = 0) => agents.find((agent) => agent.id === String(id))?.skills;
      expect([ada, ben, cleo].map((agent) => skillsOf(agent?.id))).toEqual([
        { German: 5, Refunds: 5 },
        { Refunds: 5 },
        {},
      ]);
      expect(untold).toEqual([]);
    },
  );

  it.each(["without-agents", "absent"] as const)(
    "says that skills are not told where they are %s",
    async (skills) => {
      const { client, sandbox } = await openClient({ skills });
      sandbox.setSkills(sandbox.agents()[1]?.id ?? 0, ["German"]);
      const { agents, untold } = await client.readRoster();
      expect(agents.every((agent) => agent.skills === null)).toBe(true);
      expect(untold).toEqual(["skills"]);
    },
  );

  it("has each agent's own limit, and who is there", async () => {
    const { client, sandbox } = await openClient({ maxOpenTicketsPerAgent: 3 });
    const { agent } = agentAndGroups(sandbox);
    sandbox.setAvailable(agent.id, false);
    const found = (await client.readRoster()).agents.find(({ id }) => id === String(agent.id));
    expect(found).toMatchObject({ available: false, capacity: 3 });
  });

  it("does not know who is there on accounts that cannot tell, but for groups that assign by themselves", async () => {
    const { client, sandbox } = await openClient({ availability: "absent" });
    const { agent, groupId } = agentAndGroups(sandbox);
    sandbox.setAvailable(agent.id, false);
    const availableOf = async () =>
      (await client.readRoster()).agents.find(({ id }) => id === String(agent.id))?.available;
    expect(await availableOf()).toBeNull();
    sandbox.setAutoAssign(groupId, 1);
    expect(await availableOf()).toBe(false);
  });

  it("is read to its last page, from the one host we know", async () => {
    const team = { groups: [{ name: "Orders", agents: 130 }] };
    const { client, sandbox, calls } = await openClient({ team });
    const { agents } = await client.readRoster();
    expect(agents).toHaveLength(sandbox.agents().length);
    expect(agents.filter((agent) => agent.available)).toHaveLength(130);
    expect(new Set(calls.map(({ url }) => url.host))).toEqual(new Set([new URL(sandbox.url).host]));
  });
});

describe("the tickets since a time", () => {
  it.each(["inclusive", "exclusive"] as const)(
    "are listed once each, also where a page ends within a second (%s)",
    async (updatedSince) => {
      let nowMs = Date.parse("2026-03-01T08:00:00Z");
      const { client, sandbox } = await openClient({ now: () => nowMs, variants: { updatedSince } });
      const ids = Array.from({ length: 330 }, (_, index) => {
        // Many tickets to a second, and once more than a page of them.
        if (index < 40 || index > 190) nowMs += 137;
        return String(newCustomerTicket(sandbox, index % 9).id);
      });
      const found = await listed(client.listTicketsSince("2026-03-01T07:00:00Z"));
      expect(found.map((facts) => facts.ticketId).sort()).toEqual(ids.sort());
    },
  );

  it("miss none when tickets change while the list is read", async () => {
    let nowMs = Date.parse("2026-03-01T08:00:00Z");
    const { client, sandbox } = await openClient({ now: () => nowMs });
    const ids = Array.from({ length: 250 }, (_, index) => {
      nowMs += 1_000;
      return newCustomerTicket(sandbox, index % 9).id;
    });
    const found = new Set<string>();
    for await (const { ticketId } of client.listTicketsSince("2026-03-01T07:00:00Z")) {
      found.add(ticketId);
      nowMs += 1_000;
      // What was on the first page moves to the end, and everything behind it one place forward.
      const early = ids[found.size - 1];
      if (found.size < 80 && early) sandbox.actAsHuman(sandbox.integrationUserId, early, { priority: 3 });
    }
    expect([...found].sort()).toEqual(ids.map(String).sort());
  });

  it.each(["accepted", "refused"] as const)(
    "have what went to the trash or to spam as closed, where that can be asked for (%s)",
    async (filterSince) => {
      const { client, sandbox } = await openClient({ variants: { filterSince } });
      const [kept, trash, spam] = [1, 2, 3].map((number) => newCustomerTicket(sandbox, number).id);
      sandbox.deleteTicket(trash ?? 0);
      sandbox.markAsSpam(spam ?? 0);
      const found = await listed(client.listTicketsSince("2001-01-01T00:00:00Z"));
      const open = [{ ticketId: String(kept), status: "open" }];
      const gone = [trash, spam].map((id) => ({ ticketId: String(id), status: "closed" }));
      expect(found).toMatchObject(filterSince === "accepted" ? [...open, ...gone] : open);
    },
  );

  it("go back further than the thirty days that the list has by itself", async () => {
    let nowMs = Date.parse("2026-03-01T08:00:00Z");
    const { client, sandbox } = await openClient({ now: () => nowMs });
    const { id } = newCustomerTicket(sandbox);
    nowMs += 40 * 86_400_000;
    const found = await listed(client.listTicketsSince("2026-02-01T00:00:00Z"));
    expect(found.map((facts) => facts.ticketId)).toEqual([String(id)]);
  });
});

describe("the subscription", () => {
  it("is one rule of ticket creation with our secret in a header, behind the shop's own rules", async () => {
    const { client, sandbox, calls } = await openClient();
    const url = "https://signalbox.example/webhooks/freshdesk/x";
    const { id, secret } = await client.createSubscription({ name: "Signalbox", url });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(calls.map(({ method, url: { pathname } }) => `${method} ${pathname}`)).toEqual([
      "POST /api/v2/automations/1/rules",
    ]);
    const response = await fetch(`${sandbox.url}/api/v2/automations/1/rules/${id}`, {
      headers: { authorization: `Basic ${btoa(`${sandbox.integrationKey}:X`)}` },
    });
    expect(await response.json()).toMatchObject({
      name: "Signalbox",
      active: true,
      actions: [{ url, custom_headers: { "X-Signalbox-Secret": secret }, content: { event: "created" } }],
    });
    expect((await client.createSubscription({ name: "Signalbox", url })).secret).not.toBe(secret);
  });

  it("can be removed, also when somebody already did", async () => {
    const { client } = await openClient();
    const { id } = await client.createSubscription({ name: "Signalbox", url: "https://signalbox.example/x" });
    await client.removeSubscription(id);
    await expect(client.removeSubscription(id)).resolves.toBeUndefined();
  });

  it("is refused to who is no admin", async () => {
    const { clientWith, sandbox } = await openClient();
    const client = clientWith(sandbox.createApiKey(agentAndGroups(sandbox).agent.id));
    const input = { name: "Signalbox", url: "https://signalbox.example/x" };
    await expect(client.createSubscription(input)).rejects.toMatchObject({ failure: "unauthorized" });
  });
});
