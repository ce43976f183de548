import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installations } from "../../src/db/schema/index.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { sweepInstallations } from "../../src/services/installations/sweep-installations.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import {
  creationRules,
  type FreshdeskShop,
  openConnectedShop,
  openFreshdeskShop,
  wrongSize,
} from "../support/freshdesk-shop.ts";

/** The regular round, as if its time had come. */
async function sweep({ server }: FreshdeskShop): Promise<void> {
  const { context } = server;
  await context.db.update(installations).set({ sweepStartedAt: null, subscriptionCheckedAt: null });
  await sweepInstallations(context);
}

const statusOf = async ({ server, installationId }: FreshdeskShop) => {
  const { status, statusReason } = await getInstallation(server.context, installationId);
  return { status, statusReason };
};

async function isRouted(shop: FreshdeskShop): Promise<void> {
  const { id } = shop.sandbox.createTicket(wrongSize);
  expect((await ended(shop, id, "assigned")).cycle.source).toBe("webhook");
}

describe.each(engines)("a Freshdesk, from the first page to the last, on %s", (engine) => {
  let shop: FreshdeskShop;
  beforeAll(async () => {
    shop = await openFreshdeskShop(engine);
  });
  afterAll(() => shop.stop());

  it("is connected by an admin's key, and by no other", async () => {
    const agent = shop.sandbox.agents().find(({ isAdmin, deactivated }) => !isAdmin && !deactivated);
    const refused = [
      await shop.install({ apiKey: "a-key-that-nobody-has" }),
      await shop.install({ apiKey: shop.sandbox.createApiKey(agent?.id ?? 0) }),
      await shop.install({ apiKey: "" }),
      await shop.install({ subdomain: "no-such-shop" }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 502]);
    expect(creationRules(shop)).toEqual([]);
    const { status, page } = await shop.install();
    expect(status).toBe(200);
    expect(page).toContain("Your help desk is connected");
    expect(page).not.toContain(shop.sandbox.integrationKey);
    expect(creationRules(shop)).toHaveLength(1);
    await shop.findInstallation();
    expect(await statusOf(shop)).toEqual({ status: "active", statusReason: null });
  });

  it("routes, and shows the reason in its app for one ticket", async () => {
    await shop.letRoute();
    await shop.installApp();
    const { id } = shop.sandbox.createTicket(wrongSize);
    await ended(shop, id, "assigned");
    const session = await shop.hook("ticket-session", shop.sidebarToken, { ticketId: String(id) });
    expect(session.status).toBe(201);
    const { token, installationId } = session.json as { token: string; installationId: string };
    const read = (ticketId: number) =>
      fetch(`${shop.url}/api/installations/${installationId}/tickets/${ticketId}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await read(id)).status).toBe(200);
    expect((await read(id + 1)).status).toBe(403);
  });

  it("says so when its key was reset, takes an admin's sign-in all the same, and goes on with a new key", async () => {
    shop.sandbox.revokeApiKey(shop.key);
    await sweep(shop);
    expect(await statusOf(shop)).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringContaining("no longer accepts our credentials"),
    });
    const { id } = shop.sandbox.createTicket(wrongSize);
    const admin = shop.sandbox.createApiKey(shop.sandbox.integrationUserId);
    expect((await shop.signIn({ apiKey: admin })).role).toBe("admin");
    expect((await shop.install({ apiKey: admin })).status).toBe(200);
    expect(await statusOf(shop)).toEqual({ status: "active", statusReason: null });
    expect((await ended(shop, id, "assigned")).cycle.cycle).toBe(1);
    expect(creationRules(shop)).toHaveLength(1);
  });

  it("is told from another by its rule once it was renamed, and stays the same installation", async () => {
    shop.sandbox.rename("larkfield-goods");
    await sweep(shop);
    expect(await statusOf(shop)).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringContaining("connect it under its new name"),
    });
    const before = shop.installationId;
    expect((await shop.install({ subdomain: "larkfield-goods" })).status).toBe(200);
    await shop.findInstallation();
    expect(shop.installationId).toBe(before);
    await isRouted(shop);
  });

  it("is left by its app without a rule, and with a word on the key that only an admin can end", async () => {
    const { status, json } = await shop.hook("uninstalled", shop.installToken);
    expect(status).toBe(200);
    expect(json.leftovers).toEqual([expect.stringContaining("until it is reset in the profile")]);
    expect(creationRules(shop)).toEqual([]);
    expect((await statusOf(shop)).status).toBe("uninstalled");
    expect((await shop.hook("events", shop.installToken, {})).status).toBe(401);
    const { id } = shop.sandbox.createTicket(wrongSize);
    await shop.sandbox.idle();
    expect(shop.sandbox.findTicket(id)).toMatchObject({ group_id: null, responder_id: null });
  });
});

describe("a connected Freshdesk", () => {
  let shop: FreshdeskShop;
  let passedMs = 0;
  beforeAll(async () => {
    shop = await openConnectedShop("pglite", { now: () => Date.now() + passedMs });
  });
  afterAll(() => shop.stop());
  beforeEach(() => shop.setVariants({}));

  const me = () => shop.sandbox.integrationUserId;
  const membersOf = (groupId: number) =>
    shop.sandbox.agents().flatMap(({ id, groupIds }) => (groupIds.includes(groupId) ? id : []));

  it.each(["unauthorized", "forbidden"] as const)(
    "says so while the admin is deactivated (answered as %s), and goes on by itself",
    async (deactivatedKey) => {
      shop.setVariants({ deactivatedKey });
      shop.sandbox.setPerson(me(), { deactivated: true });
      await sweep(shop);
      expect(await statusOf(shop)).toMatchObject({
        status: "disconnected",
        statusReason: expect.stringMatching(/reconnect/),
      });
      shop.sandbox.setPerson(me(), { deactivated: false });
      await sweep(shop);
      expect((await statusOf(shop)).status).toBe("active");
      await isRouted(shop);
    },
  );

  it("says so when the admin is an agent now", async () => {
    shop.sandbox.setPerson(me(), { isAdmin: false });
    await sweep(shop);
    expect((await statusOf(shop)).statusReason).toContain("no admin any more");
    shop.sandbox.setPerson(me(), { isAdmin: true });
    await sweep(shop);
    expect((await statusOf(shop)).status).toBe("active");
  });

  it.each([
    ["deleted", "DELETE", undefined],
    ["switched off", "PUT", { active: false }],
    ["sent elsewhere", "PUT", { url: "http://127.0.0.1:1/x" }],
    ["robbed of its secret", "PUT", { custom_headers: {} }],
    ["given another secret", "PUT", { custom_headers: { "X-Signalbox-Secret": "0".repeat(64) } }],
  ] as const)("whose rule an admin has %s makes it anew", async (_how, method, change) => {
    // A changed secret is looked up once a second at most.
    passedMs += 1_000;
    const [rule] = creationRules(shop);
    const actions =
      change && !("active" in change) ? { actions: [{ ...rule?.actions[0], ...change }] } : change;
    await shop.api(method, `/automations/1/rules/${rule?.id}`, actions);
    await sweep(shop);
    const { subscriptionId } = await getInstallation(shop.server.context, shop.installationId);
    expect(creationRules(shop).map(({ id }) => String(id))).toEqual([subscriptionId]);
    expect(subscriptionId).not.toBe(String(rule?.id));
    await isRouted(shop);
  });

  it.each(["shown", "masked"] as const)(
    "leaves a rule alone that is as it was (headers %s)",
    async (ruleHeaders) => {
      shop.setVariants({ ruleHeaders });
      const before = creationRules(shop);
      await sweep(shop);
      expect(creationRules(shop)).toEqual(before);
    },
  );

  it("is known again after a new name where headers are not shown", async () => {
    shop.setVariants({ ruleHeaders: "masked" });
    shop.sandbox.rename("hidden-headers");
    expect((await shop.install({ subdomain: "hidden-headers" })).status).toBe(200);
    const before = shop.installationId;
    await shop.findInstallation();
    expect(shop.installationId).toBe(before);
    shop.sandbox.rename("larkfield");
    expect((await shop.install()).status).toBe(200);
  });

  it("has its key sealed, and shows neither key nor secret anywhere", async () => {
    const installation = await getInstallation(shop.server.context, shop.installationId);
    const secret = JSON.stringify(creationRules(shop)).match(/[0-9a-f]{64}/)?.[0] ?? "none";
    const seen = JSON.stringify([installation, shop.logs]);
    expect(seen).not.toContain(shop.key);
    expect(seen).not.toContain(secret);
  });

  it("tells an admin what is worth knowing", async () => {
    const { id: groupId = 0, name } = shop.sandbox.groups()[0] ?? {};
    const members = membersOf(groupId);
    shop.sandbox.setAutoAssign(groupId, 12);
    shop.sandbox.setMembers(groupId, [...members, me()]);
    shop.setVariants({ creationRules: "first-match" });
    const { page } = await shop.install();
    expect(page).toContain("runs only the first automation rule");
    expect(page).toContain(`gives tickets to agents in ${name}`);
    expect(page).toContain("The API key is Router Integration&#39;s");
    shop.sandbox.setAutoAssign(groupId, 0);
    shop.sandbox.setMembers(groupId, members);
  });
});
