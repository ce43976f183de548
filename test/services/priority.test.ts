import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import type { TicketPriority } from "../../src/routing/ticket.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const policy: Policy = {
  ...demoPolicy,
  note: false,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [
    {
      id: "gold",
      name: "Gold customers",
      when: { field: "organization.tier", operator: "is", value: "gold" },
      then: [{ do: "raise priority", priority: "high" }],
    },
    {
      id: "partner",
      name: "Partners",
      when: { field: "organization.tags", operator: "contains", value: "partner" },
      then: [{ do: "raise priority", priority: "normal" }],
    },
    {
      id: "pressing",
      name: "Pressing",
      when: { field: "urgency", operator: "greater than", value: 0.5 },
      then: [{ do: "raise priority", priority: "urgent" }],
    },
    {
      id: "due",
      name: "Due soon",
      when: { field: "slaMinutesLeft", operator: "at most", value: 100 },
      then: [{ do: "add tags", tags: ["due-soon"] }],
    },
  ],
  fallback: "returns",
};
const plain = { subject: "Wrong size", body: "Can I exchange the boots?" };
const buyer = { name: "Customer 1", email: "customer1@harbour-stores.example" };
const stranger = { name: "Customer 2", email: "customer2@mail.example" };

describe.each(engines)("the priority on %s", (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      sandbox: { team: { groups: [{ name: "Returns", agents: 2 }] }, maxOpenTicketsPerAgent: 100 },
      policy,
    });
    server.sandbox.setOrganization("Harbour Stores", {
      tags: ["partner"],
      organization_fields: { tier: "gold", region: "north" },
    });
  }, 120_000);
  afterAll(() => server.stop());

  async function priorityOf(message: Parameters<TestServer["sandbox"]["createTicket"]>[0]) {
    const { id } = server.sandbox.createTicket(message);
    const { decisions } = await ended(server, id, "assigned");
    return { priority: server.sandbox.findTicket(id)?.priority, by: decisions[0]?.receipt.priority?.ruleId };
  }

  it("is raised for a customer of a higher tier, by the highest of the rules that match", async () => {
    expect(await priorityOf({ ...plain, requester: buyer })).toEqual({ priority: "high", by: "gold" });
    expect((await priorityOf({ ...plain, requester: stranger })).priority).toBeNull();
  });

  it("is raised by what the text says", async () => {
    const body = "This is urgent! I need it today, it is an emergency, please answer immediately.";
    const found = await priorityOf({ subject: "URGENT: wrong size", body, requester: stranger });
    expect(found).toEqual({ priority: "urgent", by: "pressing" });
  });

  it("is what the help desk's own targets go by, and rules can go by those", async () => {
    const tagsOf = async (priority: TicketPriority) => {
      const { id } = server.sandbox.createTicket({ ...plain, requester: stranger, priority });
      await ended(server, id, "assigned");
      return server.sandbox.findTicket(id)?.tags ?? [];
    };
    expect(await tagsOf("urgent")).toContain("due-soon");
    expect(await tagsOf("low")).not.toContain("due-soon");
  });

  it.each<[TicketPriority, TicketPriority]>([
    ["urgent", "urgent"],
    ["high", "high"],
    ["low", "high"],
  ])("is never lowered by raising: %s becomes %s", async (before, after) => {
    expect((await priorityOf({ ...plain, requester: buyer, priority: before })).priority).toBe(after);
  });
});
