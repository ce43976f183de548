import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Example } from "../../src/classifier/document.ts";
import type { TrainProgress } from "../../src/classifier/train-model.ts";
import { models } from "../../src/db/schema/index.ts";
import { learnTarget } from "../../src/services/learning/learn-target.ts";
import { rollBackModel } from "../../src/services/learning/roll-back-model.ts";
import { readTicketSignals } from "../../src/services/signals/read-ticket-signals.ts";
import { shopTickets, shuffledTickets } from "../classifier/shop-tickets.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";

const start = useTestServer();
const requester = { name: "Customer 1", email: "customer1@mail.example" };
const groupOfTopic: Record<string, string> = {
  returns: "Returns",
  delivery: "Orders",
  refunds: "Payments",
  payment: "Payments",
};

describe.each(engines)("learning where tickets end on %s", (engine) => {
  it("puts the first model that learned something in force, and tickets are told their group", async () => {
    const it = await start(engine);
    const progress: TrainProgress[] = [];
    const learned = await learn(it, shopTickets(300), (step) => progress.push(step));
    expect(learned).toMatchObject({ outcome: "in force", version: 1 });
    if (learned.outcome === "too few") throw new Error("too few");
    expect(learned.record).toMatchObject({ trainedRows: 240, laterRows: 60, accuracyInForce: null });
    expect(learned.record.accuracy).toBeGreaterThan(0.9);
    expect(progress.length).toBeGreaterThan(0);

    const { id } = it.sandbox.createTicket({
      subject: "Lamp",
      body: "where is my lamp? still not delivered",
      requester,
    });
    const { decisions } = await ended(it, id);
    expect(decisions[0]?.receipt.signals.suggestedGroup).toMatchObject({ value: "Orders" });
  });

  it("keeps the model in force when a new one is not better, and says how both did", async () => {
    const it = await start(engine);
    await learn(it, shopTickets(300));
    const again = await learn(it, shopTickets(300, 2));
    expect(again).toMatchObject({ outcome: "not better", version: 2 });
    if (again.outcome === "too few") throw new Error("too few");
    expect(again.record.accuracyInForce).toBeGreaterThan(0.9);
    expect(await states(it)).toEqual(["in force", "not better"]);
  });

  it("puts a better model in force, and returns to the earlier one on request", async () => {
    const it = await start(engine);
    await learn(it, shopTickets(300));
    // The teams changed places: what was learned is wrong now.
    const moved = shopTickets(300, 3).map((example) => ({
      ...example,
      label: example.label === "returns" ? "delivery" : "returns",
    }));
    expect(await learn(it, moved)).toMatchObject({ outcome: "in force", version: 2 });
    expect(await states(it)).toEqual(["earlier", "in force"]);
    expect(await suggestion(it, "where is my kettle? still not delivered")).toBe("Returns");

    const key = { installationId: it.installationId, target: "group" as const };
    expect(await rollBackModel(it.server.context, key)).toEqual({ version: 1 });
    expect(await states(it)).toEqual(["in force", "earlier"]);
    expect(await suggestion(it, "where is my kettle? still not delivered")).toBe("Orders");
    await expect(rollBackModel(it.server.context, key)).rejects.toThrow("no earlier model");
  });

  it("never puts in force what learned nothing, nor learns from a handful", async () => {
    const it = await start(engine);
    expect(await learn(it, shuffledTickets(300))).toMatchObject({ outcome: "not learnable", version: 1 });
    expect(await learn(it, shopTickets(199))).toEqual({ outcome: "too few", rows: 199, needed: 200 });
    expect(await states(it)).toEqual(["not learnable"]);
    expect(await suggestion(it, "where is my kettle?")).toBeUndefined();
  });

  it("routes on without a model whose bytes are of no use any more, and says so once", async () => {
    const it = await start(engine);
    await learn(it, shopTickets(300));
    const { context } = it.server;
    await context.db.update(models).set({ bytes: new Uint8Array([1, 2, 3]) });
    context.predictors.clear();
    expect(await suggestion(it, "where is my kettle? still not delivered")).toBeUndefined();
    expect(await suggestion(it, "where is my kettle? still not delivered")).toBeUndefined();
    const told = it.logs.filter(({ message }) => message === "a model cannot be used");
    expect(told).toMatchObject([
      { level: "warn", fields: { version: 1, reason: expect.stringContaining("too short") } },
    ]);
  });

  it("does not suggest a group that is gone", async () => {
    const it = await start(engine);
    const gone = shopTickets(300).map((example) => ({ ...example, label: `gone ${example.label}` }));
    const { context } = it.server;
    expect(
      await learnTarget(context, { installationId: it.installationId, target: "group", examples: gone }),
    ).toMatchObject({
      outcome: "in force",
    });
    expect(await suggestion(it, "where is my kettle?")).toBeUndefined();
  });
});

/** The made-up tickets with the groups of the emulated help desk for their topics. */
function learn(it: TestServer, examples: Example[], onProgress?: (progress: TrainProgress) => void) {
  const groups = new Map(it.sandbox.groups().map(({ id, name }) => [name, String(id)]));
  return learnTarget(it.server.context, {
    installationId: it.installationId,
    target: "group",
    examples: examples.map((example) => ({
      ...example,
      label: groups.get(groupOfTopic[example.label] ?? "") ?? "",
    })),
    ...(onProgress ? { onProgress } : {}),
  });
}

async function suggestion(it: TestServer, body: string): Promise<string | undefined> {
  const ticket = {
    ...{
      id: "1",
      subject: "",
      body,
      channel: "email",
      type: null,
      status: "new" as const,
      priority: null,
      tags: [],
    },
    ...{ groupId: null, assigneeId: null, brandId: null, organizationId: null, customFields: {} },
    requester: { id: "1", name: null, email: null, locale: null, tags: [] },
    createdAt: "2025-11-03T10:00:00Z",
    updatedAt: "2025-11-03T10:00:00Z",
  };
  const signals = await readTicketSignals(it.server.context, { installationId: it.installationId, ticket });
  return signals.suggestedGroup?.value;
}

async function states(it: TestServer): Promise<string[]> {
  const rows = await it.server.context.db
    .select()
    .from(models)
    .where(eq(models.installationId, it.installationId))
    .orderBy(models.version);
  return rows.map(({ state }) => state);
}
