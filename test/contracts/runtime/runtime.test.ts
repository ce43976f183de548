import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { agents, installations } from "../../../src/db/schema/index.ts";
import { createAesKeyring } from "../../../src/runtime/aes-keyring.ts";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import {
  createSignalboxClient,
  type RegisterEntry,
  type SignalboxClient,
} from "../../../src/sandbox/demo/signalbox-client.ts";
import type { EmulatedHelpdesk } from "../../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../../src/sandbox/start-emulated-helpdesk.ts";
import { sealContext } from "../../../src/services/helpdesk/seal-context.ts";
import { eventBody, signedHeaders } from "../../support/sign-delivery.ts";
import { waitFor } from "../../support/wait-for.ts";
import { accessToken, encryptionKey, type RunningRuntime, runtimes } from "./runtimes.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", body: "Can I exchange the boots?", requester };
const manifest = fileURLToPath(new URL("../../../dist/ui/manifest.json", import.meta.url));
const authorization = `Bearer ${accessToken}`;
const returns: typeof demoPolicy = {
  ...demoPolicy,
  queues: [{ id: "returns", name: "Returns", group: "Returns", pick: "fewest open" }],
  rules: [],
  fallback: "returns",
};

describe.each(runtimes)("Signalbox on $name", (runtime) => {
  let desk: EmulatedHelpdesk;
  let running: RunningRuntime;
  let client: SignalboxClient;
  let installationId: string;
  let endpoint: string;
  let secret: string;

  beforeAll(async () => {
    desk = await startEmulatedHelpdesk("zendesk", { seed: 5, limits: "none", maxOpenTicketsPerAgent: 1_000 });
    running = await runtime.start({ [desk.urlVariable]: desk.url });
    client = createSignalboxClient({ url: running.url, accessToken });
    installationId = await client.connect({
      helpdesk: desk.name,
      subdomain: desk.subdomain,
      accessToken: desk.credentials,
    });
    await client.savePolicy(installationId, returns);
    const [row] = await running.db.select().from(installations);
    endpoint = `${running.url}/webhooks/zendesk/${row?.endpoint}`;
    const keyring = await createAesKeyring(encryptionKey);
    secret = await keyring.open(row?.sealedSecret ?? "", sealContext(installationId, "webhook secret"));
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await desk?.stop();
  }, 60_000);
  beforeEach(() => {
    desk.faults.lossRate = 0;
  });

  const entryOf = async (ticketId: string): Promise<RegisterEntry | undefined> =>
    (await client.listRegister(installationId, 1000)).find(({ cycle }) => cycle.ticketId === ticketId);
  const ended = (ticketId: string, state: string) =>
    waitFor(`ticket ${ticketId} to be ${state}`, async () => {
      const entry = await entryOf(ticketId);
      return entry?.cycle.state === state ? entry : undefined;
    });
  const post = async (body: string, headers: Record<string, string>, url = endpoint) => {
    const response = await fetch(url, { method: "POST", headers, body });
    return { status: response.status, ...((await response.json()) as { outcome: string }) };
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(running.url + path, { headers, redirect: "manual" });

  it("is alive, ready, and says that there is nothing where there is nothing", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ status: "alive" });
    expect(await (await get("/readyz")).json()).toEqual({ status: "ready" });
    const missing = await get("/api/nothing");
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: "not-found" } });
    expect(missing.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(missing.headers.get("x-frame-options")).toBe("DENY");
  });

  it("tells nothing to whoever shows no token or a wrong one", async () => {
    for (const headers of [{}, { authorization: "Bearer wrong-token-wrong-token" }]) {
      expect((await get("/api/installations", headers)).status).toBe(401);
    }
  });

  it("refuses a policy that is not one, and says what is wrong with it", async () => {
    await expect(client.savePolicy(installationId, { ...returns, fallback: "nowhere" })).rejects.toThrow(
      /400.*nowhere/s,
    );
  });

  it("accepts a signed delivery once, however often it comes", async () => {
    const body = eventBody({ ticketId: "777001", type: "status_changed" });
    const headers = signedHeaders({ secret, body });
    expect(await post(body, headers)).toMatchObject({ status: 200, outcome: "accepted" });
    expect(await post(body, headers)).toMatchObject({ status: 200, outcome: "duplicate" });
    const again = signedHeaders({ secret, body });
    expect(await post(body, again)).toMatchObject({ status: 200, outcome: "duplicate" });
  });

  it("refuses what is not signed with its secret, is stale, or has no endpoint", async () => {
    const body = eventBody({ ticketId: "777002" });
    const headers = signedHeaders({ secret, body });
    const stale = signedHeaders({ secret, body, timestamp: new Date(Date.now() - 3_600_000).toISOString() });
    expect(await post(body, signedHeaders({ secret: "another", body }))).toMatchObject({ status: 401 });
    expect(await post(`${body} `, headers)).toMatchObject({ status: 401, outcome: "signature invalid" });
    expect(await post(body, stale)).toMatchObject({ status: 401, outcome: "signature stale" });
    expect(await post(body, headers, `${endpoint}x`)).toMatchObject({ status: 404 });
    expect(await entryOf("777002")).toBeUndefined();
  });

  it("tells the sender of a body that is too large why", async () => {
    const headers = signedHeaders({ secret, body: "" });
    // Who comes on a connection that has been used was cut off before the answer.
    for (let kib = 257; kib < 272; kib++) {
      expect(await post("{}", headers)).toMatchObject({ status: 401 });
      expect(await post("x".repeat(kib * 1024), headers)).toMatchObject({
        status: 413,
        outcome: "too large",
      });
    }
  });

  it("routes a new ticket, writes it back, and keeps the receipt", async () => {
    const { id } = desk.createTicket(wrongSize);
    const { decision, cycle } = await ended(id, "assigned");
    const ticket = desk.findTicket(id);
    expect(cycle).toMatchObject({ source: "webhook", cycle: 1 });
    expect(decision).toMatchObject({ writeState: "applied" });
    expect(decision?.receipt.chosen?.agentId).toBe(ticket?.assigneeId);
    expect(decision?.receipt.signals?.language?.value).toBe("en");
    expect(ticket?.groupId).toBe(desk.groups().find(({ name }) => name === "Returns")?.id);
  });

  it("routes a burst of tickets, each once", async () => {
    const writes = new Map<string, number>();
    const unsubscribe = desk.subscribe((event) => {
      if (event.kind !== "ticket-updated" || event.assignee === undefined) return;
      writes.set(event.ticketId, (writes.get(event.ticketId) ?? 0) + 1);
    });
    const ids = Array.from({ length: 30 }, () => desk.createTicket(wrongSize).id);
    for (const id of ids) await ended(id, "assigned");
    unsubscribe();
    expect(ids.map((id) => writes.get(id))).toEqual(ids.map(() => 1));
  });

  it("holds a ticket that nobody can take, and hands it out when somebody comes", async () => {
    await setAll(false);
    const { id } = desk.createTicket(wrongSize);
    const { cycle } = await ended(id, "held");
    expect(cycle.reason).toContain("nobody could take it");
    expect(desk.findTicket(id)?.assigneeId).toBeNull();
    await setAll(true);
    await waitFor("the ticket to be handed out", async () => {
      const entry = await entryOf(id);
      if (entry?.cycle.state === "assigned") return entry;
      await running.runRounds();
      return undefined;
    });
    expect(desk.findTicket(id)?.assigneeId).not.toBeNull();
  });

  it("finds by the clock what no webhook told", async () => {
    desk.faults.lossRate = 1;
    const { id } = desk.createTicket(wrongSize);
    const found = await waitFor("the sweep to find the ticket", async () => {
      await running.runRounds();
      const entry = await entryOf(id);
      return entry?.cycle.state === "assigned" ? entry : undefined;
    });
    expect(found.cycle.source).toBe("sweep");
    expect(desk.findTicket(id)?.assigneeId).not.toBeNull();
  });

  it("keeps a job that has failed for the last time where an admin sees it, and does it once more when asked", async () => {
    await setAll(false);
    const { id } = desk.createTicket(wrongSize);
    await ended(id, "held");
    await setAll(true, async () => {
      await running.db.execute(sql`alter table reservations rename to reservations_that_are_away`);
    });
    const body = eventBody({ ticketId: "777003", type: "status_changed" });
    expect(await post(body, signedHeaders({ secret, body }))).toMatchObject({ outcome: "accepted" });
    const letter = await waitFor("the job to be given up", async () => {
      const response = await get(`/api/installations/${installationId}/dead-letters`, { authorization });
      const { deadLetters } = (await response.json()) as { deadLetters: { letterId: string; job: string }[] };
      return deadLetters.find(({ job }) => job === "hand-out");
    });
    await running.db.execute(sql`alter table reservations_that_are_away rename to reservations`);
    expect(letter).toMatchObject({ reason: expect.stringContaining("reservations") });
    const revive = `${running.url}/api/installations/${installationId}/dead-letters/${letter.letterId}/revive`;
    expect((await fetch(revive, { method: "POST", headers: { authorization } })).status).toBe(202);
    expect((await fetch(revive, { method: "POST", headers: { authorization } })).status).toBe(404);
    await ended(id, "assigned");
  }, 120_000);

  it("signs a person in by a link that is good once, and out again", async () => {
    const link = new URL(await client.createSignInLink());
    const entered = await get(link.pathname + link.search);
    const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/settings"]);
    expect(await (await get("/tickets", { cookie })).text()).toContain("Returns");
    expect((await get(link.pathname + link.search)).status).toBe(401);
    const origin = { cookie, origin: running.url };
    const out = await fetch(`${running.url}/sign-out`, { method: "POST", headers: origin });
    expect(out.status).toBe(204);
    expect((await get("/tickets", { cookie })).status).toBe(401);
  });

  it.skipIf(!existsSync(manifest))("serves the built pages, if npm run build:ui has been run", async () => {
    const link = new URL(await client.createSignInLink());
    const entered = await get(link.pathname + link.search);
    const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const page = await (await get("/settings", { cookie })).text();
    const script = /src="(\/ui\/[\w.-]+\.js)"/.exec(page)?.[1] ?? "no script";
    const file = await get(script);
    expect([file.status, file.headers.get("cache-control")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
    ]);
    expect(file.headers.get("content-type")).toContain("javascript");
    expect((await file.text()).length).toBeGreaterThan(1_000);
    for (const path of ["/ui/manifest.json", "/ui/intents.model", "/intents.model", "/ui/nothing.js"]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  /** Until the roster that routing reads has it. */
  async function setAll(isAvailable: boolean, before = async () => {}): Promise<void> {
    await before();
    for (const { id } of desk.agents()) desk.setAvailable(id, isAvailable);
    await waitFor("the roster to follow", async () => {
      await running.runRounds();
      const rows = await running.db.select().from(agents).where(eq(agents.installationId, installationId));
      return rows.some(({ available }) => available === true) === isAvailable || undefined;
    });
  }
});
