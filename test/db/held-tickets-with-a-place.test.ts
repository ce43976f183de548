import { afterAll, beforeAll, expect, it } from "vitest";
import { listHeldTickets } from "../../src/db/queries/held-tickets.ts";
import { reserve } from "../../src/db/queries/roster.ts";
import { routingCycles } from "../../src/db/schema/index.ts";
import type { HeldDemand } from "../../src/routing/hold-demand.ts";
import { connectShop, shopId } from "../support/connect-shop.ts";

const installationId = shopId;
const at = "2026-03-02T09:00:00Z";
let database: Awaited<ReturnType<typeof connectShop>>;

beforeAll(async () => {
  database = await connectShop();
  const { db } = database;
  const demandOf = (ticketId: string): HeldDemand => ({
    ticketId,
    queueId: "returns",
    groups: [{ id: "g", name: "Returns" }],
    skills: [],
    language: null,
    overflow: [],
    effort: 1,
    priority: null,
    heldSince: at,
    ageingMinutes: 60,
    excludedAgentIds: [],
    preferredAgentIds: [],
  });
  const letGo = { installationId, cycle: 1, state: "pending", source: "webhook" } as const;
  await db.insert(routingCycles).values(
    ["1", "2"].map((ticketId) => ({
      ...letGo,
      ticketId,
      demand: demandOf(ticketId),
      dueAt: at,
      openedAt: at,
    })),
  );
});
afterAll(() => database.close());

async function waitingAfter(input: { lifeSeconds: number }): Promise<string[]> {
  const place = { ticketId: "1", agentId: "7", queueId: "returns", effort: 1, turns: null, floor: null };
  await reserve(database.db, [place], { installationId, takenAt: at, ...input });
  const waiting = await listHeldTickets(database.db, { installationId, limit: 10 });
  return waiting.map(({ ticketId }) => ticketId);
}

it("a ticket that was let go and has got a place waits for no second one, until that place runs out", async () => {
  expect(await waitingAfter({ lifeSeconds: 60 })).toEqual(["2"]);
  expect(await waitingAfter({ lifeSeconds: -1 })).toEqual(["1", "2"]);
});
