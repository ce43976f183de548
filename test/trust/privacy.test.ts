import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "../../src/db/database.ts";
import type { DeliveryEntry } from "../../src/db/queries/record-deliveries.ts";
import { openCycles } from "../../src/db/queries/routing-cycles.ts";
import { deleteTenantRows, listTenantTables, readTenantRows } from "../../src/db/queries/tenant-data.ts";
import {
  agentSettings,
  auditLog,
  deliveries,
  installations,
  models,
  rotations,
  routingCycles,
} from "../../src/db/schema/index.ts";
import { applyRetention } from "../../src/services/privacy/apply-retention.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { addTenants } from "../support/two-tenants.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const start = useTestServer();

const ticketOf = (customer: number) => ({
  subject: "Where is my order?",
  body: "It was promised for Monday, and I am still waiting for it at home.",
  requester: { name: `Customer ${customer}`, email: `customer${customer}@mail.example` },
});

async function call(it: TestServer, method: string, path: string, token = it.accessToken) {
  const answer = await fetch(`${it.url}/api/installations/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, text: await answer.text() };
}

/** What comes with time: a lead's word, a model, and whose turn it is. */
async function addLearned(it: TestServer, installationId: string): Promise<void> {
  const { db } = it.server.context;
  const at = new Date().toISOString();
  const record = { trainedRows: 0, laterRows: 0, accuracy: 0, macroF1: 0, calibrationError: 0 };
  await db.insert(agentSettings).values({ installationId, agentId: "7", settings: {}, updatedAt: at });
  await db.insert(models).values({
    installationId,
    target: "group",
    version: 1,
    state: "earlier",
    record: { ...record, coverage: 0, precision: 0, accuracyInForce: null },
    quality: { curve: [], bins: [], promises: [], confusions: [], mistakes: [] },
    bytes: new Uint8Array([1, 2, 255]),
    trainedAt: at,
  });
  const turn = { queueId: "orders", agentId: "7", turns: 1, floor: 0, lastAssignedAt: at };
  await db.insert(rotations).values({ installationId, ...turn });
}

const tablesOf = (text: string) =>
  new Set(
    text
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { table: string }).table),
  );

async function countRows(it: TestServer, installationId: string): Promise<Record<string, number>> {
  const { db } = it.server.context;
  const counts: Record<string, number> = {};
  for (const table of listTenantTables()) {
    const rows = await readTenantRows(db, table, { installationId });
    if (rows.length > 0) counts[table.name] = rows.length;
  }
  return counts;
}

describe.each(engines)("one person's data, on %s", (engine) => {
  it("is exported and erased, and nobody else's with it", async () => {
    const it = await start(engine);
    const [mine, other] = [it.sandbox.createTicket(ticketOf(1)), it.sandbox.createTicket(ticketOf(2))];
    await ended(it, mine.id);
    await ended(it, other.id);
    const path = `${it.installationId}/requesters/${mine.requester_id}`;
    const exported = await call(it, "GET", path);
    expect(tablesOf(exported.text)).toEqual(new Set(["decisions", "deliveries", "routingCycles", "tickets"]));
    expect(exported.text).not.toContain(`"ticketId":"${other.id}"`);
    const erased = await call(it, "DELETE", path);
    expect(JSON.parse(erased.text)).toMatchObject({ tickets: 1 });
    expect((await call(it, "GET", path)).text).toBe("");
    const all = (await call(it, "GET", `${it.installationId}/export`)).text;
    expect(all).not.toContain(`"ticketId":"${mine.id}"`);
    expect(all).toContain(`"ticketId":"${other.id}"`);
  });
});

describe.each(engines)("a whole installation, on %s", (engine) => {
  it("is exported without secrets, and deleted to the last row but one line of the log", async () => {
    const it = await start(engine);
    const { first, second } = await addTenants(it);
    await addLearned(it, first.installationId);
    const neighbour = await countRows(it, second.installationId);
    const { text } = await call(it, "GET", `${first.installationId}/export`, first.tokens.admin);
    expect([...tablesOf(text)]).toEqual(
      expect.arrayContaining([
        ...["installations", "policies", "decisions", "auditLog"],
        ...["agentSettings", "models", "rotations"],
      ]),
    );
    expect(text).toContain('"bytes":"AQL/"');
    for (const secret of [...it.sandbox.secrets(), it.accessToken]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/sealed|tokenHash/);

    expect((await call(it, "DELETE", `${first.installationId}/data`, first.tokens.admin)).status).toBe(200);
    expect(await countRows(it, first.installationId)).toEqual({ auditLog: 1 });
    const [line] = await it.server.context.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.installationId, first.installationId));
    expect(line).toMatchObject({ act: "deleted", actor: `user:${it.sandbox.integrationUserId}` });
    expect((await call(it, "GET", `${first.installationId}/export`, first.tokens.admin)).status).toBe(401);
    expect(await countRows(it, second.installationId)).toEqual(neighbour);
  });
});

describe.each(engines)("deliveries while an installation is deleted, on %s", (engine) => {
  const at = new Date().toISOString();
  const deliveryOf = (installationId: string, number: number): DeliveryEntry => ({
    row: {
      installationId,
      deliveryKey: `delivery ${number}`,
      eventKey: `event ${number}`,
      eventType: "created",
      ticketId: String(number),
      outcome: "routing",
      receivedAt: at,
    },
    opensCycle: true,
    facts: null,
  });

  it("leave nothing behind, and say that it is gone", async () => {
    const it = await start(engine);
    const { db } = it.server.context;
    const { installationId } = it;
    let isGone = false;
    const outcomes = new Set<string>();
    let number = 0;
    async function deliver(): Promise<void> {
      while (!outcomes.has("gone") && number < 5_000) {
        const outcome = await it.server.recorder.record(deliveryOf(installationId, number++));
        outcomes.add(outcome);
        if (isGone) expect(outcome).toBe("gone");
      }
    }
    const senders = Array.from({ length: 20 }, deliver);
    await waitFor("a recorded delivery", () => outcomes.has("recorded") || undefined);
    await db.transaction((tx: Db) => deleteTenantRows(tx, installationId));
    isGone = true;
    await Promise.all(senders);
    expect([...outcomes].sort()).toEqual(["gone", "recorded"]);
    const key = { installationId, ticketId: "1", cycle: 1 };
    expect(await openCycles(db, [{ ...key, source: "sweep", at }])).toEqual([]);
    expect(await countRows(it, installationId)).toEqual({});
  });
});

describe("the text of a ticket", () => {
  it("is in no table, and neither is it in an export", async () => {
    const it = await start("pglite");
    const ticket = it.sandbox.createTicket(ticketOf(1));
    await ended(it, ticket.id);
    const { text } = await call(it, "GET", `${it.installationId}/export`);
    expect(text.length).toBeGreaterThan(1_000);
    expect(text).not.toContain(ticket.subject);
    expect(text).not.toContain("promised for Monday");
  });
});

describe.each(engines)("the audit log, on %s", (engine) => {
  it("takes lines and gives none back, whoever asks the database", async () => {
    const it = await start(engine);
    const { db } = it.server.context;
    for (const statement of [
      sql`update audit_log set actor = 'nobody'`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
    ]) {
      await expect(db.execute(statement)).rejects.toMatchObject({
        cause: expect.objectContaining({ message: "the audit log is append-only" }),
      });
    }
    const { text } = await call(it, "GET", `${it.installationId}/audit`);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { act: string }).act),
    ).toContain("connected");
  });
});

describe("retention", () => {
  it("deletes each table's rows in their time, and an installation after its grace", async () => {
    let skewMs = 0;
    const it = await start("pglite", { platform: { now: () => Date.now() + skewMs } });
    const { context } = it.server;
    await ended(it, it.sandbox.createTicket(ticketOf(1)).id);
    expect(await applyRetention(context)).toMatchObject({ deliveries: 0, decisions: 0, tenants: 0 });
    skewMs = 31 * 86_400_000;
    expect((await applyRetention(context)).deliveries).toBeGreaterThan(0);
    expect(await context.db.select().from(deliveries)).toEqual([]);
    expect(await context.db.select().from(routingCycles)).toHaveLength(1);
    skewMs = 366 * 86_400_000;
    expect(await applyRetention(context)).toMatchObject({ decisions: 1, routingCycles: 1 });
    await call(it, "DELETE", it.installationId);
    expect((await applyRetention(context)).tenants).toBe(0);
    skewMs += 31 * 86_400_000;
    expect((await applyRetention(context)).tenants).toBe(1);
    expect(await context.db.select().from(installations)).toEqual([]);
  });

  it("takes a help desk for gone that has not let us in for ninety days", async () => {
    let skewMs = 0;
    const it = await start("pglite", { platform: { now: () => Date.now() + skewMs } });
    const { context } = it.server;
    await context.db.update(installations).set({ status: "disconnected" });
    skewMs = 89 * 86_400_000;
    await applyRetention(context);
    expect(await context.db.select().from(installations)).toMatchObject([{ status: "disconnected" }]);
    skewMs = 91 * 86_400_000;
    await applyRetention(context);
    expect(await context.db.select().from(installations)).toMatchObject([{ status: "uninstalled" }]);
  });
});
