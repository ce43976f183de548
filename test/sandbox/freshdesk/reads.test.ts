import { describe, expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

const dayMs = 86_400_000;

describe("the list of tickets", () => {
  test("pages by number, and names the next page in a header that is absent on the last", async () => {
    const { sandbox, api } = await openSandbox();
    for (let number = 1; number <= 130; number++) newCustomerTicket(sandbox, number % 7);
    const first = await api("GET", "/tickets?per_page=100");
    expect(first.body).toHaveLength(100);
    expect(first.headers.get("link")).toBe(
      '<https://larkfield.freshdesk.com/api/v2/tickets?per_page=100&page=2>; rel="next"',
    );
    const second = await api("GET", "/tickets?per_page=100&page=2");
    expect([second.body.length, second.headers.get("link")]).toEqual([30, null]);
    expect((await api("GET", "/tickets")).body).toHaveLength(30);
  });

  test.each(["per_page=101", "per_page=0", "page=0", "page=301", "page=x", "updated_since=yesterday"])(
    "refuses %s",
    async (query) => {
      const { api } = await openSandbox();
      const { status, body } = await api("GET", `/tickets?${query}`);
      expect([status, body.description]).toEqual([400, "Validation failed"]);
    },
  );

  test("ends thirty days ago, unless updated_since asks for more", async () => {
    let nowMs = Date.parse("2026-09-01T09:00:00Z");
    const { sandbox, api } = await openSandbox({ now: () => nowMs });
    const old = newCustomerTicket(sandbox);
    nowMs += 31 * dayMs;
    const young = newCustomerTicket(sandbox, 2);
    const ids = async (query: string) =>
      (await api("GET", `/tickets?${query}`)).body.map((ticket: { id: number }) => ticket.id);
    expect(await ids("")).toEqual([young.id]);
    expect(await ids("updated_since=2026-01-01")).toEqual([young.id, old.id]);
    expect(await ids("updated_since=2026-01-01&order_by=updated_at&order_type=asc")).toEqual([
      old.id,
      young.id,
    ]);
  });

  test.each([
    ["inclusive", 1],
    ["exclusive", 0],
  ] as const)("may be %s of the very second", async (updatedSince, count) => {
    const { sandbox, api } = await openSandbox({ variants: { updatedSince } });
    const { updated_at } = newCustomerTicket(sandbox);
    expect((await api("GET", `/tickets?updated_since=${updated_at}`)).body).toHaveLength(count);
  });

  test("has neither spam nor trash, and no description unless asked", async () => {
    const { sandbox, api } = await openSandbox();
    const [kept, spam, trash] = [1, 2, 3].map((number) => newCustomerTicket(sandbox, number).id);
    sandbox.markAsSpam(spam ?? 0);
    sandbox.deleteTicket(trash ?? 0);
    const { body } = await api("GET", "/tickets");
    expect(body.map((ticket: { id: number }) => ticket.id)).toEqual([kept]);
    expect(body[0]).not.toHaveProperty("description");
    expect((await api("GET", "/tickets?include=description")).body[0].description).toContain("tracking");
    expect((await api("GET", "/tickets?filter=spam")).body[0].id).toBe(spam);
  });
});

describe("a single ticket", () => {
  test("has what include asks for, and refuses a word that it does not know", async () => {
    const { sandbox, api } = await openSandbox();
    const { id } = sandbox.createTicket({
      subject: "Order form",
      description: "Please",
      requester: { name: "Purchasing", email: "Purchasing@Harbour-Stores.example" },
    });
    const { body } = await api("GET", `/tickets/${id}?include=requester,company,stats`);
    expect(body).toMatchObject({
      requester: { name: "Purchasing", email: "purchasing@harbour-stores.example" },
      company: { name: "Harbour Stores" },
      stats: { closed_at: null },
    });
    expect((await api("GET", `/tickets/${id}?include=audits`)).status).toBe(400);
  });
});

describe("agents and groups", () => {
  test("are listed without each other, and shown with each other", async () => {
    const { sandbox, api } = await openSandbox();
    const { agent, groupId } = agentAndGroups(sandbox);
    const agents = (await api("GET", "/agents?per_page=100")).body;
    expect(agents).toHaveLength(sandbox.agents().length);
    expect(agents[0]).not.toHaveProperty("group_ids");
    expect((await api("GET", `/agents/${agent.id}`)).body.group_ids).toEqual(agent.groupIds);
    const groups = (await api("GET", "/groups")).body;
    expect(groups[0]).not.toHaveProperty("agent_ids");
    expect((await api("GET", `/groups/${groupId}`)).body.agent_ids).toContain(agent.id);
    const modern = (await api("GET", "/admin/groups")).body;
    expect(modern[0].agent_ids).toContain(agent.id);
  });

  test("tell who is there and how much each may hold, where the account has that", async () => {
    const { sandbox, api } = await openSandbox({ maxOpenTicketsPerAgent: 4 });
    const { agent } = agentAndGroups(sandbox);
    sandbox.setAvailable(agent.id, false);
    const { body } = await api("GET", "/agents?only=availability&per_page=100");
    const found = body.find((item: { id: number }) => item.id === agent.id);
    expect(found.availability.channel_availability[0]).toMatchObject({
      channel: "freshdesk",
      available: false,
      assignment_limit: 4,
    });
    const older = await openSandbox({ availability: "absent", adminGroups: "absent" });
    expect((await older.api("GET", "/agents?only=availability")).status).toBe(400);
    expect((await older.api("GET", "/admin/groups")).status).toBe(404);
    const one = older.sandbox.agents()[0]?.id;
    expect((await older.api("GET", `/agents/${one}/availability`)).status).toBe(404);
  });

  test.each([
    ["number", 12],
    ["boolean", true],
  ] as const)("show the groups that assign by themselves, as a %s", async (autoAssignType, value) => {
    const { sandbox, api } = await openSandbox({ variants: { autoAssignType } });
    const { groupId } = agentAndGroups(sandbox);
    sandbox.setAutoAssign(groupId, 12);
    expect((await api("GET", `/groups/${groupId}`)).body.auto_ticket_assign).toBe(value);
    expect((await api("GET", `/admin/groups/${groupId}`)).body.automatic_agent_assignment).toMatchObject({
      enabled: true,
      settings: [{ assignment_type: "lbrr_by_omniroute" }],
    });
    expect((await api("PUT", `/groups/${groupId}`, { auto_ticket_assign: 12 })).status).toBe(400);
  });
});

describe("search", () => {
  test("wants its query in double quotes, and is minutes behind", async () => {
    let nowMs = Date.parse("2026-11-02T09:00:00Z");
    const { sandbox, api } = await openSandbox({ now: () => nowMs });
    newCustomerTicket(sandbox);
    const find = (query: string, page = 1) =>
      api("GET", `/search/tickets?query=${encodeURIComponent(query)}&page=${page}`);
    expect((await find("status:2")).status).toBe(400);
    expect((await find('"status:2 AND priority:1"')).body.total).toBe(0);
    nowMs += 180_000;
    expect((await find('"status:2 AND priority:1"')).body).toMatchObject({ total: 1 });
    expect((await find('"status:2"', 11)).status).toBe(400);
  });
});

describe("business hours and SLA policies", () => {
  test.each(["number", "text"] as const)("are an admin's to read, with ids as %s", async (settingIds) => {
    const { sandbox, api } = await openSandbox({ variants: { settingIds } });
    const type = settingIds === "text" ? "string" : "number";
    const { body: hours } = await api("GET", "/business_hours");
    expect(hours).toMatchObject([{ is_default: true, time_zone: "London" }]);
    expect(typeof hours[0].id).toBe(type);
    expect(Object.keys(hours[0].business_hours)).not.toContain("sunday");
    const { body: policies } = await api("GET", "/sla_policies");
    expect(policies).toMatchObject([{ sla_target: { priority_4: { respond_within: 3_600 } } }]);
    expect(typeof policies[0].id).toBe(type);
    expect((await api("DELETE", `/sla_policies/${policies[0].id}`)).status).toBe(405);
    const key = sandbox.createApiKey(agentAndGroups(sandbox).agent.id);
    expect((await api("GET", "/sla_policies", undefined, { key })).status).toBe(403);
  });
});

test("the fields of a ticket come with their labels and choices", async () => {
  const { sandbox, api } = await openSandbox();
  sandbox.requireFields(["cf_order_number"]);
  const { body } = await api("GET", "/ticket_fields");
  const field = (name: string) => body.find((item: { name: string }) => item.name === name);
  expect(field("status").choices["2"]).toEqual(["Open", "Open"]);
  expect(field("priority").choices).toMatchObject({ Low: 1, Urgent: 4 });
  expect(field("cf_order_number").required_for_agents).toBe(true);
});
