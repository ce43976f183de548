import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import { reservations, routingCycles } from "../../src/db/schema/index.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import type { DecisionRequest } from "../../src/services/tickets/decide-ticket.ts";
import { takePlaces } from "../../src/services/tickets/take-places.ts";
import { ticketOf } from "../routing/build.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const policy: Policy = {
  ...demoPolicy,
  capacity: { default: 1 },
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [],
  fallback: "returns",
};

describe.each(engines)("places that are taken together on %s", (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      sandbox: { team: { groups: [{ name: "Returns", agents: 1 }] } },
      policy,
    });
  }, 120_000);
  afterAll(() => server.stop());

  it("leave none to a ticket that was taken over, and its room to the next", async () => {
    const { context } = server.server;
    const { installationId } = server;
    const stored = await findActivePolicy(context.db, installationId);
    if (!stored) throw new Error("no policy is in force");
    const claimedUntil = "2100-01-01T00:00:00.000Z";
    const request = (id: string, priority: "urgent" | "low"): DecisionRequest => ({
      key: { installationId, ticketId: id, cycle: 1, claimedUntil },
      ticket: ticketOf({ id, priority }),
      signals: {},
      policy: stored,
      heldSince: null,
      helpdeskPicks: false,
    });
    const requests = [request("901", "low"), request("902", "urgent")];
    const at = new Date(context.platform.now()).toISOString();
    const others = "2100-01-01T00:00:01.000Z";
    await context.db.insert(routingCycles).values(
      requests.map(({ key: { ticketId } }) => ({
        installationId,
        ticketId,
        cycle: 1,
        state: "pending" as const,
        source: "webhook" as const,
        dueAt: at,
        openedAt: at,
        claimedUntil: ticketId === "902" ? others : claimedUntil,
      })),
    );

    const [low, urgent] = await takePlaces(context, { installationId, policy: stored, requests });

    expect(urgent).toBeNull();
    expect(low?.decision.outcome).toBe("assign");
    const taken = await context.db
      .select({ ticketId: reservations.ticketId })
      .from(reservations)
      .where(eq(reservations.installationId, installationId));
    expect(taken).toEqual([{ ticketId: "901" }]);
    const seen = await context.db.query.routingCycles.findFirst({
      where: (table) => eq(table.ticketId, "902"),
    });
    expect(seen?.seen).toBeNull();
  });
});
