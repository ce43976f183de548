import { describe, expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

describe("users", () => {
  test("can be listed by role", async () => {
    const { api, sandbox } = await openSandbox();
    newCustomerTicket(sandbox);
    const staff = await api("GET", "/api/v2/users.json?role[]=agent&role[]=admin&page[size]=100");
    expect(staff.body.users).toHaveLength(sandbox.agents().length);
    const customers = await api("GET", "/api/v2/users.json?role=end-user");
    expect(customers.body.users).toHaveLength(1);
    expect(customers.body.users[0]).toMatchObject({ role_type: null, email: "customer1@example.com" });
  });

  test("can be read one by one or many at once, and created once per address", async () => {
    const { api, sandbox } = await openSandbox();
    const user = { name: "Test Agent 3", email: "three@larkfield.example", role: "agent" };
    const created = await api("POST", "/api/v2/users", { user });
    expect(created.status).toBe(201);
    const { id } = created.body.user;
    expect((await api("GET", `/api/v2/users/${id}`)).body.user.name).toBe(user.name);
    const ids = `${id},${sandbox.integrationUserId}`;
    expect((await api("GET", `/api/v2/users/show_many?ids=${ids}`)).body.users).toHaveLength(2);
    const second = await api("POST", "/api/v2/users", { user });
    expect(second.status).toBe(422);
    expect(second.body.details.email[0].error).toBe("DuplicateValue");
    expect((await api("POST", "/api/v2/users", { user: { name: "x", email: "no" } })).status).toBe(422);
  });

  test("include one light and one suspended agent by default", async () => {
    const { sandbox } = await openSandbox();
    const team = sandbox.agents();
    expect(team.filter((agent) => agent.roleType === 1)).toHaveLength(1);
    expect(team.filter((agent) => agent.suspended)).toHaveLength(1);
    expect(team.some((agent) => agent.groupIds.length > 1)).toBe(true);
  });
});

describe("groups and memberships", () => {
  test("list the team as configured", async () => {
    const { api } = await openSandbox({ team: { groups: [{ name: "Orders", agents: 2 }] } });
    const groups = await api("GET", "/api/v2/groups.json");
    expect(groups.body.groups.map((group: { name: string }) => group.name)).toEqual(["Orders"]);
    const { id } = groups.body.groups[0];
    expect((await api("GET", `/api/v2/groups/${id}`)).body.group.name).toBe("Orders");
    const all = await api("GET", `/api/v2/groups/${id}/memberships`);
    expect(all.body.group_memberships).toHaveLength(4);
    const assignable = await api("GET", "/api/v2/group_memberships/assignable");
    expect(assignable.body.group_memberships).toHaveLength(2);
  });

  test("can be added and removed, and removal takes the agent's tickets in that group away", async () => {
    const { api, sandbox } = await openSandbox();
    const { agent, groupId, foreignGroupId } = agentAndGroups(sandbox);
    const ticket = newCustomerTicket(sandbox);
    sandbox.actAsHuman(agent.id, ticket.id, { group_id: groupId, assignee_id: agent.id });
    const input = { group_membership: { user_id: agent.id, group_id: foreignGroupId } };
    const added = await api("POST", "/api/v2/group_memberships", input);
    expect(added.status).toBe(201);
    expect(added.body.group_membership.default).toBe(false);
    expect((await api("POST", "/api/v2/group_memberships", input)).status).toBe(422);

    const mine = await api("GET", `/api/v2/users/${agent.id}/group_memberships`);
    const old = mine.body.group_memberships.find((item: { group_id: number }) => item.group_id === groupId);
    expect((await api("DELETE", `/api/v2/group_memberships/${old.id}`)).status).toBe(204);
    expect(sandbox.findTicket(ticket.id)).toMatchObject({ group_id: groupId, assignee_id: null });
  });

  test("disappear with their group", async () => {
    const { api } = await openSandbox();
    const created = await api("POST", "/api/v2/groups", { group: { name: "Repairs" } });
    const path = `/api/v2/groups/${created.body.group.id}`;
    expect((await api("DELETE", path)).status).toBe(204);
    expect((await api("GET", path)).status).toBe(404);
    expect((await api("POST", "/api/v2/groups", { group: {} })).status).toBe(422);
  });
});

describe("the account", () => {
  test("knows organizations by their customers' domains", async () => {
    const { api, sandbox } = await openSandbox();
    const ticket = sandbox.createTicket({
      subject: "Pallet",
      body: "Two pallets, please.",
      requester: { name: "Buyer", email: "buyer@harbour-stores.example" },
      channel: "web",
    });
    const { body } = await api("GET", `/api/v2/organizations/${ticket.organization_id}`);
    expect(body.organization).toMatchObject({ name: "Harbour Stores", group_id: null });
    expect((await api("GET", "/api/v2/organizations/1")).status).toBe(404);
  });

  test("shows its routing settings", async () => {
    const { api } = await openSandbox();
    const { body } = await api("GET", "/api/v2/account/settings.json");
    expect(body.settings).toMatchObject({ routing: { enabled: false }, agents: { agent_workspace: true } });
  });
});

describe("agent availability", () => {
  test("shows status and work of each agent with their channels", async () => {
    const { api, sandbox } = await openSandbox({ maxOpenTicketsPerAgent: 4 });
    const { agent, groupId } = agentAndGroups(sandbox);
    const ticket = newCustomerTicket(sandbox);
    sandbox.actAsHuman(agent.id, ticket.id, { group_id: groupId, assignee_id: agent.id });
    sandbox.setAvailability(agent.id, "away");
    const { body } = await api("GET", "/api/v2/agent_availabilities?include=channels&page[size]=100");
    const id = `agent_availabilities|${agent.id}`;
    const entry = body.data.find((item: { id: string }) => item.id === id);
    expect(entry.attributes).toMatchObject({ agent_id: agent.id, agent_status: { id: 4, name: "Away" } });
    const channel = body.included.find((item: { id: string }) => item.id === `${id}|channels|support`);
    expect(channel.attributes).toEqual({
      name: "support",
      status: "away",
      work_item_count: 1,
      max_capacity: 4,
    });
    expect((await api("GET", `/api/v2/agent_availabilities/${agent.id}`)).body.data.id).toBe(id);
  });

  test("is an unknown path on plans without it", async () => {
    const { api } = await openSandbox({ availability: "absent" });
    const { status, body } = await api("GET", "/api/v2/agent_availabilities");
    expect(status).toBe(404);
    expect(body).toEqual({ error: "InvalidEndpoint", description: "Not found" });
  });
});
