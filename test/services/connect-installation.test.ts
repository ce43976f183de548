import { afterEach, describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import type { ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import {
  connectInstallation,
  getInstallation,
} from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { sweepInstallations } from "../../src/services/installations/sweep-installations.ts";
import { addShop } from "../support/add-shop.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const wrongSize = {
  subject: "Wrong size",
  body: "Can I exchange the boots?",
  requester: { name: "Customer 1", email: "customer1@mail.example" },
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A connected server whose way to the help desk breaks, for the requests that `breaks` names. */
async function start() {
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  const network: { breaks?: (method: string, path: string) => boolean } = {};
  const fetch: Platform["fetch"] = (url, init) =>
    network.breaks?.(init.method, new URL(url).pathname)
      ? Promise.reject(new Error("the network is down"))
      : base.fetch(url, init);
  server = await startTestServer("pglite", { platform: { fetch } });
  return Object.assign(server, { network });
}

function connect(it: TestServer, input: { userId?: number; shop?: ZendeskSandbox } = {}) {
  const shop = input.shop ?? it.sandbox;
  return connectInstallation(it.server.context, {
    helpdesk: "zendesk",
    subdomain: shop.subdomain,
    accessToken: shop.createToken({ userId: input.userId ?? shop.integrationUserId }),
  });
}

const installationOf = (it: TestServer) => getInstallation(it.server.context, it.installationId);

/** The webhooks as the help desk's admin sees them. */
async function webhooksOf(it: TestServer): Promise<{ id: string; endpoint: string }[]> {
  const response = await fetch(`${it.sandbox.url}/api/v2/webhooks`, {
    headers: { authorization: `Bearer ${it.sandbox.createToken({ userId: it.sandbox.integrationUserId })}` },
  });
  return ((await response.json()) as { webhooks: { id: string; endpoint: string }[] }).webhooks;
}

describe("connecting a help desk", () => {
  it("leaves one webhook to an address that nobody can guess, and nothing secret in plain sight", async () => {
    const it = await start();
    const installation = await installationOf(it);
    expect(await webhooksOf(it)).toMatchObject([
      {
        id: installation.subscriptionId,
        endpoint: expect.stringMatching(/\/webhooks\/zendesk\/[0-9a-f]{48}$/),
      },
    ]);
    expect(installation).toMatchObject({ status: "active", statusReason: null });
    expect(JSON.stringify(installation)).not.toContain(it.sandbox.integrationToken);
    expect(JSON.stringify(it.logs)).not.toContain(it.sandbox.integrationToken);
  });

  it("leaves the starter policy on its own groups, writing nothing", async () => {
    const it = await start();
    const { installationId } = await connect(it, { shop: await addShop(it) });
    const policy = await findActivePolicy(it.server.context.db, installationId);
    const groups = it.sandbox.groups().map((group) => group.name);
    expect(policy?.document.mode).toBe("shadow");
    expect(policy?.document.rules.length).toBeGreaterThan(5);
    for (const queue of policy?.document.queues ?? []) expect(groups).toContain(queue.group);
  });

  it("anew keeps the installation, its address and its policy, and replaces the webhook", async () => {
    const it = await start();
    const before = await installationOf(it);
    const { installationId } = await connect(it);
    const after = await installationOf(it);
    expect(installationId).toBe(it.installationId);
    expect(after.endpoint).toBe(before.endpoint);
    expect(after.subscriptionId).not.toBe(before.subscriptionId);
    expect((await webhooksOf(it)).map((webhook) => webhook.id)).toEqual([after.subscriptionId]);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });

  it("is refused to who is no admin, in words that say so, and leaves nothing behind", async () => {
    const it = await start();
    const shop = await addShop(it);
    const agent = shop.agents().find((candidate) => candidate.role === "agent");
    const refused = connect(it, { userId: agent?.id ?? 0, shop });
    await expect(refused).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("must be an admin's"),
    });
    expect(await listInstallationViews(it.server.context)).toHaveLength(1);
    expect(await webhooksOf(it)).toHaveLength(1);
  });

  it("anew is refused to who is no admin without touching the connection that works", async () => {
    const it = await start();
    const before = await installationOf(it);
    const agent = it.sandbox.agents().find((candidate) => candidate.role === "agent");
    await expect(connect(it, { userId: agent?.id ?? 0 })).rejects.toThrow("must be an admin's");
    expect(await installationOf(it)).toEqual(before);
  });

  it("is refused with a token that the help desk does not accept", async () => {
    const it = await start();
    const { context } = it.server;
    const input = { helpdesk: "zendesk", subdomain: "second-shop", accessToken: "wrong" };
    await expect(connectInstallation(context, input)).rejects.toMatchObject({ failure: "unauthorized" });
    expect(await listInstallationViews(context)).toHaveLength(1);
  });

  it("is refused for a help desk that there is none of", async () => {
    const it = await start();
    const input = { helpdesk: "constructor", subdomain: "shop", accessToken: "x" };
    await expect(connectInstallation(it.server.context, input)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a connection that fails half way", () => {
  it.each([
    ["the webhook", "POST", /\/webhooks$/],
    ["its secret", "GET", /\/signing_secret$/],
    ["the old webhook's end", "DELETE", /\/webhooks\/\w+$/],
    ["the roster", "GET", /\/users\.json$/],
  ])("at %s does not harm the next one", async (_name, method, path) => {
    const it = await start();
    it.network.breaks = (calledMethod, calledPath) => calledMethod === method && path.test(calledPath);
    await expect(connect(it)).rejects.toMatchObject({ failure: "unavailable" });
    delete it.network.breaks;
    await connect(it);
    const installation = await installationOf(it);
    expect(installation.status).toBe("active");
    expect((await webhooksOf(it)).map((webhook) => webhook.id)).toEqual([installation.subscriptionId]);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });

  it("at first leaves an installation that is connecting, which the next one completes", async () => {
    const it = await start();
    it.network.breaks = (method) => method === "POST";
    const shop = await addShop(it);
    await expect(connect(it, { shop })).rejects.toMatchObject({ failure: "unavailable" });
    const [, begun] = await listInstallationViews(it.server.context);
    expect(begun).toMatchObject({ subdomain: "second-shop", status: "connecting" });
    delete it.network.breaks;
    expect(await connect(it, { shop })).toMatchObject({ installationId: begun?.id });
    expect((await listInstallationViews(it.server.context))[1]).toMatchObject({ status: "active" });
  });

  it("anew leaves the help desk in the sweep, so its tickets are found all the same", async () => {
    const it = await start();
    Object.assign(it.server.context.settings, { sweepMinAgeSeconds: 0 });
    it.network.breaks = (method) => method === "POST";
    await expect(connect(it)).rejects.toMatchObject({ failure: "unavailable" });
    delete it.network.breaks;
    const { id } = it.sandbox.createTicket(wrongSize);
    await sweepInstallations(it.server.context);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "sweep" });
  });
});
