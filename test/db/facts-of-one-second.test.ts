import { afterAll, beforeAll, expect, it } from "vitest";
import { type DeliveryEntry, recordDeliveries } from "../../src/db/queries/record-deliveries.ts";
import { mirrorList, mirrorTickets } from "../../src/db/queries/tickets.ts";
import { readClock } from "../../src/db/read-clock.ts";
import { tickets } from "../../src/db/schema/index.ts";
import { connectShop, shopId } from "../support/connect-shop.ts";

// A help desk stamps whole seconds and delivers in any order: what an event adds to the mirror then depends on what it says.
const installationId = shopId;
const second = "2026-03-02T09:00:07Z";
let database: Awaited<ReturnType<typeof connectShop>>;
let deliveries = 0;

beforeAll(async () => {
  database = await connectShop();
});
afterAll(() => database.close());

type Told = { assigneeId: string | null; takenFrom?: string; updatedAt?: string };

function factsOf({ assigneeId, updatedAt = second }: Told) {
  const facts = { status: "open", priority: null, groupId: "g", assigneeId, updatedAt } as const;
  return { installationId, ticketId: "1", createdAt: second, ...facts };
}

function entryOf(told: Told): DeliveryEntry {
  const key = `delivery ${++deliveries}`;
  return {
    row: {
      installationId,
      deliveryKey: key,
      eventKey: key,
      eventType: "agent_assignment_changed",
      ticketId: "1",
      outcome: "mirrored",
      reason: null,
      receivedAt: new Date(Date.parse(second) + deliveries).toISOString(),
    },
    opensCycle: false,
    facts: factsOf(told),
    ...(told.takenFrom && { takenFrom: told.takenFrom }),
  };
}

async function ownerAfter(known: Told, ...groups: Told[][]): Promise<string | null | undefined> {
  await database.db.delete(tickets);
  await mirrorTickets(database.db, [factsOf(known)]);
  for (const group of groups) await recordDeliveries(database.runPrepared, group.map(entryOf));
  const [row] = await database.db.select().from(tickets);
  return row?.assigneeId;
}

const nobody: Told = { assigneeId: null };
const ada: Told = { assigneeId: "ada" };
const takenFromAda: Told = { assigneeId: null, takenFrom: "ada" };

it("an event without an owner takes nobody's ticket away: it may be of before they got it", async () => {
  expect(await ownerAfter(ada, [nobody])).toBe("ada");
  expect(await ownerAfter(nobody, [ada, nobody])).toBe("ada");
  expect(await ownerAfter(nobody, [nobody, ada])).toBe("ada");
});

it("an event that says whom it took the ticket off is believed, alone or among others", async () => {
  expect(await ownerAfter(ada, [takenFromAda])).toBeNull();
  expect(await ownerAfter(nobody, [ada], [takenFromAda])).toBeNull();
  expect(await ownerAfter(nobody, [nobody, ada, takenFromAda, nobody])).toBeNull();
});

it("whoever got the ticket after it was taken off somebody keeps it", async () => {
  const ben: Told = { assigneeId: "ben" };
  expect(await ownerAfter(ben, [takenFromAda])).toBe("ben");
  expect(await ownerAfter(ada, [takenFromAda, ben])).toBe("ben");
  expect(await ownerAfter(ada, [takenFromAda], [ben])).toBe("ben");
});

it("a later second is later, whatever it says", async () => {
  expect(await ownerAfter(ada, [{ assigneeId: null, updatedAt: "2026-03-02T09:00:08Z" }])).toBeNull();
  expect(await ownerAfter(nobody, [{ assigneeId: "ada", updatedAt: "2026-03-02T09:00:06Z" }])).toBeNull();
});

it("a list is believed of the same second, unless somebody got the ticket while it was on its way", async () => {
  const { db } = database;
  const ownerAfterList = async (listed: Told, askedAt: string) => {
    await mirrorList(db, [factsOf(listed)], askedAt);
    const [row] = await db.select().from(tickets);
    return row?.assigneeId;
  };
  const before = await readClock(db);
  expect(await ownerAfter(ada)).toBe("ada");
  expect(await ownerAfterList(nobody, before)).toBe("ada");
  expect(await ownerAfterList({ assigneeId: "ben" }, before)).toBe("ben");
  expect(await ownerAfterList(nobody, await readClock(db))).toBeNull();
});
