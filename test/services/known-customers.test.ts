import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { syncRoster } from "../../src/services/roster/sync-roster.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const policy: Policy = {
  ...demoPolicy,
  note: false,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [
    {
      id: "known",
      name: "Whoever knows the customer",
      when: { all: [] },
      then: [{ do: "prefer previous agent" }, { do: "prefer account owner" }],
    },
    {
      id: "again",
      name: "Reopened",
      when: { field: "reopened", operator: "is", value: true },
      then: [{ do: "add tags", tags: ["came-back"] }],
    },
  ],
  fallback: "returns",
};
const message = { subject: "Wrong size", body: "Can I exchange the boots?" };
const customer = (number: number) => ({
  name: `Customer ${number}`,
  email: `customer${number}@mail.example`,
});

describe.each(engines)("a customer on %s", (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      sandbox: { team: { groups: [{ name: "Returns", agents: 3 }] }, maxOpenTicketsPerAgent: 100 },
      policy,
    });
  }, 120_000);
  afterAll(() => server.stop());

  async function route(requester: { name: string; email: string }) {
    const { id } = server.sandbox.createTicket({ ...message, requester });
    await ended(server, id, "assigned");
    return { id, agentId: server.sandbox.findTicket(id)?.assignee_id };
  }

  it("comes back to the agent of their last ticket, also to one whom a human had chosen", async () => {
    const first = await route(customer(1));
    expect((await route(customer(1))).agentId).toBe(first.agentId);
    const other = server.sandbox.agents().find(({ id, role }) => role === "agent" && id !== first.agentId);
    const taken = await route(customer(2));
    server.sandbox.actAsHuman(other?.id ?? 0, taken.id, { assignee_id: other?.id ?? 0 });
    await server.sandbox.idle();
    await waitFor("the mirror", async () => {
      const row = await server.server.context.db.query.tickets.findFirst({
        where: (table, { eq }) => eq(table.ticketId, String(taken.id)),
      });
      return row?.assigneeId === String(other?.id) ? true : undefined;
    });
    expect((await route(customer(2))).agentId).toBe(other?.id);
  });

  it.each(["id", "name", "email"] as const)("of a company goes to its owner, named by %s", async (by) => {
    const owner = server.sandbox.agents().find(({ name }) => name === "Cleo C.");
    server.sandbox.setOrganization("Harbour Stores", { organization_fields: { account_owner: owner?.[by] } });
    const buyer = { name: `Buyer by ${by}`, email: `${by}@harbour-stores.example` };
    expect((await route(buyer)).agentId).toBe(owner?.id);
  });

  it("whose solved ticket opens again is told from a new one", async () => {
    const { id, agentId } = await route(customer(3));
    expect(server.sandbox.findTicket(id)?.tags).not.toContain("came-back");
    server.sandbox.solveTicket(id, agentId ?? 0);
    await server.sandbox.idle();
    server.sandbox.setAvailability(agentId ?? 0, "away");
    const { context } = server.server;
    await syncRoster(context, await getInstallation(context, server.installationId));
    server.sandbox.actAsHuman(agentId ?? 0, id, { status: "open" });
    await waitFor("another agent", () => {
      const now = server.sandbox.findTicket(id)?.assignee_id;
      return now && now !== agentId ? true : undefined;
    });
    expect(server.sandbox.findTicket(id)?.tags).toContain("came-back");
  });
});
