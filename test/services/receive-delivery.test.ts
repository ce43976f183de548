import { and, count, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import { listRejections } from "../../src/db/queries/deliveries.ts";
import { updateInstallation } from "../../src/db/queries/installations.ts";
import { deliveries, routingCycles } from "../../src/db/schema/index.ts";
import { sealContext } from "../../src/services/helpdesk/seal-context.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { engines } from "../support/engines.ts";
import { type DeliveryInput, eventBody, signedHeaders } from "../support/sign-delivery.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let skewMs = 0;
/** The server's clock goes on until nothing is remembered any more of an endpoint. */
const forgetEndpoints = () => {
  skewMs += 11_000;
};

async function start(engine: DatabaseEngine) {
  const server = await startTestServer(engine, {
    env: { SIGNALBOX_STOP_SECONDS: "1" },
    platform: { now: () => Date.now() + skewMs },
  });
  return { ...server, secret: await secretOf(server) };
}
type Started = Awaited<ReturnType<typeof start>>;

async function secretOf({ server: { context }, installationId }: TestServer): Promise<string> {
  const { sealedSecret } = await getInstallation(context, installationId);
  return context.keyring.open(sealedSecret ?? "", sealContext(installationId, "webhook secret"));
}

async function storeSecret({ server: { context }, installationId }: Started, secret: string | null) {
  const sealContextHere = sealContext(installationId, "webhook secret");
  const sealedSecret = secret === null ? null : await context.keyring.seal(secret, sealContextHere);
  await updateInstallation(context.db, installationId, { sealedSecret });
}

/** What the help desk sends, and what it is answered. */
async function post(
  it: Started,
  input: DeliveryInput & { secret?: string; timestamp?: string; url?: string } = {},
) {
  const { secret = it.secret, url = it.endpointUrl, timestamp, ...delivery } = input;
  const body = eventBody(delivery);
  const { invocationId } = delivery;
  const headers = signedHeaders({
    secret,
    body,
    ...(timestamp ? { timestamp } : {}),
    ...(invocationId ? { invocationId } : {}),
  });
  return answerOf(await fetch(url, { method: "POST", headers, body }));
}

async function answerOf(response: Response) {
  const { outcome } = (await response.json()) as { outcome: string };
  return { status: response.status, outcome, retryAfter: response.headers.get("retry-after") };
}

const answer = (status: number, outcome: string, retryAfter: string | null = null) => ({
  status,
  outcome,
  retryAfter,
});

function rowsOf({ server: { context }, installationId }: Started, ticketIds: string[]) {
  const { db } = context;
  return Promise.all([
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.installationId, installationId), inArray(deliveries.ticketId, ticketIds))),
    db
      .select()
      .from(routingCycles)
      .where(
        and(eq(routingCycles.installationId, installationId), inArray(routingCycles.ticketId, ticketIds)),
      ),
  ]);
}

/** What was counted, and how much was kept. */
async function countsOf({ server: { context, recorder }, installationId }: Started) {
  await recorder.drain();
  const [kept] = await context.db.select({ rows: count() }).from(deliveries);
  const rows = [
    ...(await listRejections(context.db, "")).map(({ reason, count: times }) => [
      `unknown: ${reason}`,
      times,
    ]),
    ...(await listRejections(context.db, installationId)).map(({ reason, count: times }) => [reason, times]),
  ] as [string, number][];
  return { kept: kept?.rows ?? 0, counted: new Map(rows) };
}

describe.each(engines)("a delivery on %s", (engine) => {
  let shared: Started;
  let before: Awaited<ReturnType<typeof countsOf>>;
  beforeAll(async () => {
    shared = await start(engine);
  });
  beforeEach(async () => {
    before = await countsOf(shared);
  });
  afterAll(() => shared.stop().catch(() => undefined));

  /** How often each reason was counted in this test, and that nothing but the count was kept. */
  async function refusals(): Promise<Record<string, number>> {
    const after = await countsOf(shared);
    expect(after.kept).toBe(before.kept);
    const grown = [...after.counted].map(
      ([reason, times]) => [reason, times - (before.counted.get(reason) ?? 0)] as const,
    );
    return Object.fromEntries(grown.filter(([, times]) => times > 0));
  }
  it("is accepted once, by its transmission and by its event", async () => {
    const it = shared;
    const first = { ticketId: "71", eventId: "e-1", invocationId: "i-1" };
    expect(await post(it, first)).toEqual(answer(200, "accepted"));
    expect(await post(it, first)).toEqual(answer(200, "duplicate"));
    expect(await post(it, { ...first, invocationId: "i-2" })).toEqual(answer(200, "duplicate"));
    const [rows, cycles] = await rowsOf(it, ["71"]);
    expect(rows).toMatchObject([
      { deliveryKey: "i-1", eventKey: "e-1", eventType: "created", outcome: "routing", reason: null },
    ]);
    expect(cycles).toMatchObject([{ cycle: 1, source: "webhook" }]);
  });

  it("of somebody's change is mirrored and opens no cycle; our own change is recorded as ours", async () => {
    const it = shared;
    const actorId = String(it.sandbox.integrationUserId);
    expect(await post(it, { ticketId: "72", type: "status_changed" })).toEqual(answer(200, "accepted"));
    expect(await post(it, { ticketId: "72", type: "status_changed", actorId })).toEqual(
      answer(200, "ignored"),
    );
    const [rows, cycles] = await rowsOf(it, ["72"]);
    expect(rows.map((row) => `${row.outcome}: ${row.reason}`).sort()).toEqual([
      "ignored: Signalbox's own change",
      "mirrored: null",
    ]);
    expect(cycles).toEqual([]);
  });

  it("of an event that routing does not need is recorded and ignored", async () => {
    const it = shared;
    expect(await post(it, { type: "comment_added", eventId: "e-9" })).toEqual(answer(200, "ignored"));
    const { db } = it.server.context;
    expect(await db.select().from(deliveries).where(eq(deliveries.eventKey, "e-9"))).toMatchObject([
      { eventKey: "e-9", ticketId: null, outcome: "ignored", reason: "not an event that routing needs" },
    ]);
  });

  it("to an unknown endpoint or help desk is a 404, and only counted", async () => {
    const it = shared;
    for (const path of ["zendesk/unknown", "toString/x", "__proto__/x"]) {
      const url = `${it.url}/webhooks/${path}`;
      expect(await post(it, { url })).toEqual(answer(404, "endpoint unknown"));
    }
    expect(await refusals()).toEqual({ "unknown: endpoint unknown": 3 });
  });

  it("that is too large is a 413, whether it says so beforehand or not", async () => {
    const it = shared;
    const body = "x".repeat(256 * 1024 + 1);
    const headers = signedHeaders({ secret: it.secret, body });
    const announced = await fetch(it.endpointUrl, { method: "POST", headers, body });
    expect(await answerOf(announced)).toEqual(answer(413, "too large"));
    const stream = new Blob([body]).stream();
    const streamed = await fetch(it.endpointUrl, { method: "POST", headers, body: stream, duplex: "half" });
    expect(await answerOf(streamed)).toEqual(answer(413, "too large"));
    expect(await refusals()).toEqual({ "unknown: too large": 2 });
  });

  it("with a wrong or an old signature is a 401, and only counted", async () => {
    const it = shared;
    expect(await post(it, { secret: "wrong" })).toEqual(answer(401, "signature invalid"));
    const timestamp = new Date(Date.now() - 6 * 60_000).toISOString();
    expect(await post(it, { timestamp })).toEqual(answer(401, "signature stale"));
    const unsigned = await fetch(it.endpointUrl, { method: "POST", body: eventBody() });
    expect(await answerOf(unsigned)).toEqual(answer(401, "signature invalid"));
    expect(await refusals()).toEqual({ "signature invalid": 2, "signature stale": 1 });
  });

  it.each(["", "not JSON", "[]", '{"id":"a\\u0000b","type":"x","detail":{}}'])(
    "that is signed but says %j is a 400, and only counted",
    async (body) => {
      const it = shared;
      const headers = signedHeaders({ secret: it.secret, body });
      expect(await answerOf(await fetch(it.endpointUrl, { method: "POST", headers, body }))).toEqual(
        answer(400, "malformed"),
      );
      expect(await refusals()).toEqual({ malformed: 1 });
    },
  );

  it("is asked to come again while no secret is stored, and accepted then", async () => {
    const it = shared;
    await storeSecret(it, null);
    forgetEndpoints();
    expect(await post(it, { ticketId: "73" })).toEqual(answer(503, "secret missing", "5"));
    await storeSecret(it, it.secret);
    forgetEndpoints();
    expect(await post(it, { ticketId: "73" })).toEqual(answer(200, "accepted"));
  });

  it("is accepted under the new secret at once after a rotation, and no longer under the old one", async () => {
    const it = shared;
    expect(await post(it)).toEqual(answer(200, "accepted"));
    await storeSecret(it, "the-new-secret");
    forgetEndpoints();
    expect(await post(it, { secret: "the-new-secret" })).toEqual(answer(200, "accepted"));
    expect(await post(it)).toEqual(answer(401, "signature invalid"));
    await storeSecret(it, it.secret);
    forgetEndpoints();
  });

  it("that cannot be stored does not take its neighbours with it", async () => {
    const it = shared;
    const entry = (id: string, receivedAt: string) => ({
      row: {
        id,
        installationId: it.installationId,
        deliveryKey: id,
        eventKey: id,
        eventType: "created",
        ticketId: id,
        outcome: "routing" as const,
        reason: null,
        receivedAt,
      },
      opensCycle: true,
      facts: null,
    });
    const now = new Date().toISOString();
    const entries = [entry("81", now), entry("82", "no time at all"), entry("83", now)];
    const results = await Promise.allSettled(entries.map((one) => it.server.recorder.record(one)));
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const [rows, cycles] = await rowsOf(it, ["81", "82", "83"]);
    expect(rows.map((row) => row.deliveryKey).sort()).toEqual(["81", "83"]);
    expect(cycles.map((row) => row.ticketId).sort()).toEqual(["81", "83"]);
  });

  it("counts once, however often and in whatever order the transmissions of some tickets arrive", async () => {
    const it = shared;
    let run = 0;
    const transmissions = fc.array(fc.record({ ticket: fc.nat(5), invocation: fc.nat(2) }), {
      maxLength: 15,
    });
    await fc.assert(
      fc.asyncProperty(transmissions, async (sent) => {
        run += 1;
        const idOf = (ticket: number) => String(10_000 + run * 100 + ticket);
        const answers = await Promise.all(
          sent.map(({ ticket, invocation }) => {
            const ticketId = idOf(ticket);
            return post(it, {
              ticketId,
              eventId: `e-${ticketId}`,
              invocationId: `i-${ticketId}-${invocation}`,
            });
          }),
        );
        const expected = [...new Set(sent.map(({ ticket }) => idOf(ticket)))].sort();
        expect(answers.every(({ status }) => status === 200)).toBe(true);
        expect(answers.filter(({ outcome }) => outcome === "accepted")).toHaveLength(expected.length);
        const [rows, cycles] = await rowsOf(it, ["", ...expected]);
        expect(rows.map((row) => row.ticketId).sort()).toEqual(expected);
        expect(cycles.map((row) => row.ticketId).sort()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  // The last one, for nothing comes after it.
  it("is asked to come again while the database is down", async () => {
    const it = shared;
    expect(await post(it)).toEqual(answer(200, "accepted"));
    await it.server.database.close();
    expect(await post(it)).toEqual(answer(503, "not recorded", "5"));
    const unknown = `${it.url}/webhooks/zendesk/unknown`;
    expect(await post(it, { url: unknown })).toEqual(answer(503, "not recorded", "5"));
  });
});
