import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { installations } from "../../src/db/schema/index.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import type { ZendeskSandboxOptions } from "../../src/sandbox/zendesk/options.ts";
import { openClient } from "../../src/services/helpdesk/open-client.ts";
import { openCredentials } from "../../src/services/helpdesk/renew-credentials.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { renewIdleCredentials } from "../../src/services/installations/renew-idle-credentials.ts";
import { sweepInstallations } from "../../src/services/installations/sweep-installations.ts";
import { explainTicket } from "../../src/services/tickets/explain-ticket.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { installShop } from "../support/install-shop.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

const startServer = useTestServer();

async function start(
  engine: (typeof engines)[number],
  sandbox: ZendeskSandboxOptions = {},
  platform: Partial<Platform> = {},
): Promise<TestServer> {
  const it = await startServer(engine, { sandbox, platform });
  await installShop(it);
  return it;
}

const explain = (it: TestServer, id: number) =>
  explainTicket(it.server.context, { installationId: it.installationId, ticketId: String(id) });
const installationOf = (it: TestServer) => getInstallation(it.server.context, it.installationId);
const refreshesOf = (it: TestServer) =>
  it.sandbox
    .grants()
    .filter(({ grant }) => grant === "refresh_token")
    .map(({ outcome }) => outcome);
const callOf = async (it: TestServer) =>
  (await openClient(it.server.context, await installationOf(it))).readRoster();
/** The regular round, as if its time had come. */
async function sweep(it: TestServer): Promise<void> {
  await it.server.context.db.update(installations).set({ sweepStartedAt: null });
  await sweepInstallations(it.server.context);
}

describe.each(engines)("access that has worn out, on %s", (engine) => {
  it("is renewed once, however many ask at the same time", async () => {
    const it = await start(engine);
    it.sandbox.expireAccessTokens();
    await Promise.all(Array.from({ length: 12 }, () => callOf(it)));
    expect(refreshesOf(it)).toEqual(["granted"]);
    expect((await installationOf(it)).refreshStartedAt).toBeNull();
  });

  it("is renewed in the middle of a burst of tickets, and no ticket is the worse for it", async () => {
    // A token's half hour lasts 1.8 seconds here, and nobody tells.
    const it = await start(engine, { oauth: { secondMs: 1 }, maxOpenTicketsPerAgent: 1_000 });
    const ids: number[] = [];
    for (let index = 0; index < 40; index++) {
      ids.push(it.sandbox.createTicket(demoTicket(3, index)).id);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const id of ids) expect((await ended(it, id)).cycle.state).toBe("assigned");
    expect(refreshesOf(it).length).toBeGreaterThan(1);
    expect(new Set(refreshesOf(it))).toEqual(new Set(["granted"]));
  });
});

describe("a renewal", () => {
  it("happens before the token is used when its time is near, without a request that is refused", async () => {
    let skewMs = 0;
    const it = await start("pglite", {}, { now: () => Date.now() + skewMs });
    skewMs = 1_790_000;
    await callOf(it);
    expect(refreshesOf(it)).toEqual(["granted"]);
  });

  it("stores the new pair before anybody uses it", async () => {
    const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
    const used: { bearer: string; stored: string }[] = [];
    let it: TestServer | undefined;
    const fetch: Platform["fetch"] = async (url, init) => {
      if (it && init.headers.authorization) {
        const stored = await openCredentials(it.server.context, await installationOf(it));
        used.push({ bearer: init.headers.authorization, stored: `Bearer ${stored}` });
      }
      return base.fetch(url, init);
    };
    it = await start("pglite", {}, { fetch });
    it.sandbox.expireAccessTokens();
    used.length = 0;
    await callOf(it);
    const [refused, ...after] = used;
    expect(after.length).toBeGreaterThan(2);
    expect(after.filter(({ bearer }) => bearer === refused?.bearer)).toEqual([]);
    expect(after.filter(({ bearer, stored }) => bearer !== stored)).toEqual([]);
    base.close();
  });

  it.each(["refused", "ends-grant"] as const)(
    "that was cut off between reply and commit asks to be connected anew (a used token is %s)",
    async (refreshReuse) => {
      const it = await start("pglite", { variants: { refreshReuse } });
      it.sandbox.expireAccessTokens();
      it.sandbox.faults.loseNextTokenReply = true;
      await expect(callOf(it)).rejects.toMatchObject({ failure: "unavailable" });
      // What a dead process leaves: its claim, which runs out.
      const { db } = it.server.context;
      const longAgo = { refreshStartedAt: sql`now() - interval '1 minute'` };
      await db.update(installations).set(longAgo).where(eq(installations.id, it.installationId));
      await expect(callOf(it)).rejects.toMatchObject({ failure: "unauthorized" });
      expect(await installationOf(it)).toMatchObject({
        status: "disconnected",
        statusReason: expect.stringMatching(/stopped in the very moment.*connect the help desk anew/),
      });
      const asked = it.sandbox.grants().length;
      await sweep(it);
      expect(it.sandbox.grants()).toHaveLength(asked);
      await installShop(it);
      expect(await installationOf(it)).toMatchObject({ status: "active", statusReason: null });
      await callOf(it);
    },
  );

  it("that another process has in hand is waited for", async () => {
    const it = await start("pglite");
    it.sandbox.expireAccessTokens();
    const { db } = it.server.context;
    await db.update(installations).set({ refreshStartedAt: sql`now() - interval '29.5 seconds'` });
    await callOf(it);
    expect(refreshesOf(it)).toEqual(["granted"]);
  });

  it("reaches an installation that nobody has used for a week", async () => {
    let skewMs = 0;
    const it = await start("pglite", {}, { now: () => Date.now() + skewMs });
    expect(await renewIdleCredentials(it.server.context)).toEqual({ renewed: 0 });
    skewMs = 8 * 86_400_000;
    expect(await renewIdleCredentials(it.server.context)).toEqual({ renewed: 1 });
    expect(await renewIdleCredentials(it.server.context)).toEqual({ renewed: 0 });
  });
});

describe("access that was taken away", () => {
  it("by revoking the consent is shown, tickets wait, and connecting anew routes them", async () => {
    const it = await start("pglite");
    it.sandbox.revokeConsent(it.sandbox.integrationUserId);
    await sweep(it);
    expect(await installationOf(it)).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringContaining("connect the help desk anew"),
    });
    const { id } = it.sandbox.createTicket(demoTicket(1, 1));
    await waitFor("the ticket to be recorded", () => explain(it, id).catch(() => undefined));
    await installShop(it);
    expect((await ended(it, id)).cycle.state).toBe("assigned");
  });

  it.each([403, 401] as const)("by suspending the admin is shown (as a %i)", async (suspendedUser) => {
    const it = await start("pglite", { variants: { suspendedUser } });
    it.sandbox.setPerson(it.sandbox.integrationUserId, { suspended: true });
    await sweep(it);
    expect(await installationOf(it)).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringMatching(/anew|reconnect/),
    });
    it.sandbox.setPerson(it.sandbox.integrationUserId, { suspended: false });
    if (suspendedUser === 401) await installShop(it);
    else await sweep(it);
    expect(await installationOf(it)).toMatchObject({ status: "active", statusReason: null });
  });

  it("by making the admin an agent is shown", async () => {
    const it = await start("pglite");
    it.sandbox.setPerson(it.sandbox.integrationUserId, { role: "agent" });
    await it.server.context.db.update(installations).set({ subscriptionCheckedAt: null });
    await sweep(it);
    expect((await installationOf(it)).statusReason).toContain("no admin any more");
  });
});

describe("a webhook that an admin", () => {
  async function webhooks(it: TestServer, method = "GET", path = "", body?: object) {
    const userId = it.sandbox.integrationUserId;
    const response = await fetch(`${it.sandbox.url}/api/v2/webhooks${path}`, {
      method,
      headers: {
        authorization: `Bearer ${it.sandbox.createToken({ userId })}`,
        "content-type": "application/json",
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return method === "GET" ? ((await response.json()) as { webhooks: { id: string }[] }).webhooks : [];
  }

  it.each([
    ["deleted", "DELETE", undefined],
    ["switched off", "PATCH", { webhook: { status: "inactive" } }],
    ["narrowed", "PATCH", { webhook: { subscriptions: ["zen:event-type:ticket.created"] } }],
  ])("%s is made anew", async (_name, method, body) => {
    const it = await start("pglite");
    const [webhook] = await webhooks(it);
    await webhooks(it, method, `/${webhook?.id}`, body);
    await it.server.context.db.update(installations).set({ subscriptionCheckedAt: null });
    await sweep(it);
    const after = await webhooks(it);
    expect(after.map(({ id }) => id)).toEqual([(await installationOf(it)).subscriptionId]);
    expect(after[0]?.id).not.toBe(webhook?.id);
    const { id } = it.sandbox.createTicket(demoTicket(1, 1));
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });
});
