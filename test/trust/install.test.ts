import { describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import { auditLog, installAttempts } from "../../src/db/schema/index.ts";
import {
  type BrowserInstall,
  installByBrowser,
} from "../../src/sandbox/demo/installation/install-by-browser.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { retireInstallation } from "../../src/services/installations/retire-installation.ts";
import { sweepInstallations } from "../../src/services/installations/sweep-installations.ts";
import { uninstallInstallation } from "../../src/services/installations/uninstall-installation.ts";
import { addShop } from "../support/add-shop.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";

const start = useTestServer();

const wrongSize = {
  subject: "Wrong size",
  body: "Can I exchange the boots?",
  requester: { name: "Customer 1", email: "customer1@mail.example" },
};

function install(it: TestServer, more: Partial<Parameters<typeof installByBrowser>[0]> = {}) {
  return installByBrowser({ signalboxUrl: it.url, subdomain: it.sandbox.subdomain, ...more });
}

async function byName(it: TestServer, subdomain: string) {
  const views = await listInstallationViews(it.server.context);
  const view = views.find((one) => one.subdomain === subdomain);
  if (!view) throw new Error(`there is no installation ${subdomain}`);
  return getInstallation(it.server.context, view.id);
}

async function webhooksOf(it: TestServer): Promise<{ id: string }[]> {
  const authorization = `Bearer ${it.sandbox.createToken({ userId: it.sandbox.integrationUserId })}`;
  const response = await fetch(`${it.sandbox.url}/api/v2/webhooks`, { headers: { authorization } });
  return ((await response.json()) as { webhooks: { id: string }[] }).webhooks;
}

const back = (it: TestServer, callbackUrl: string, cookie = "") =>
  fetch(callbackUrl, { headers: { cookie, origin: it.url } });

describe.each(engines)("installing by the browser, on %s", (engine) => {
  it("connects the help desk: webhook, roster, a policy that writes nothing, and a line in the log", async () => {
    const it = await start(engine);
    const shop = await addShop(it);
    const { status, page } = await install(it, { subdomain: "second-shop" });
    expect(status).toBe(200);
    expect(page).toContain("Your help desk is connected");
    const installation = await byName(it, "second-shop");
    expect(installation).toMatchObject({ status: "active", statusReason: null });
    expect(installation.sealedRefreshToken).not.toBeNull();
    expect((await findActivePolicy(it.server.context.db, installation.id))?.document.mode).toBe("shadow");
    const acts = await it.server.context.db.select().from(auditLog);
    expect(acts).toContainEqual(
      expect.objectContaining({
        installationId: installation.id,
        act: "connected",
        actor: `user:${shop.integrationUserId}`,
      }),
    );
  });

  it("routes, is uninstalled without leaving anything in the help desk, and comes back as it was", async () => {
    const it = await start(engine);
    await install(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
    const actor = "operator" as const;
    const { context } = it.server;
    const { leftovers } = await uninstallInstallation(context, { installationId: it.installationId, actor });
    expect(leftovers).toEqual([]);
    expect(await webhooksOf(it)).toEqual([]);
    const gone = await getInstallation(context, it.installationId);
    expect(gone).toMatchObject({
      status: "uninstalled",
      sealedCredentials: null,
      sealedRefreshToken: null,
      sealedSecret: null,
    });
    expect(Date.parse(gone.deleteAfter ?? "")).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    await install(it);
    expect(await getInstallation(context, it.installationId)).toMatchObject({
      status: "active",
      deleteAfter: null,
      endpoint: gone.endpoint,
    });
    const again = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, again.id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });
});

describe("a consent", () => {
  it("that is refused changes nothing, and says so", async () => {
    const it = await start("pglite");
    const { status, page } = await install(it, { subdomain: "second-shop", decision: "deny" });
    expect(status).toBe(400);
    expect(page).toContain("the access was not allowed");
    expect(await listInstallationViews(it.server.context)).toHaveLength(1);
  });

  it("is good once, for one browser, and for ten minutes", async () => {
    let skewMs = 0;
    const it = await start("pglite", { platform: { now: () => Date.now() + skewMs } });
    await addShop(it);
    const asked = () => install(it, { subdomain: "second-shop", stopBeforeCallback: true });
    const other = await asked();
    const refused: [string, BrowserInstall, string][] = [
      ["without the browser's key", await asked(), ""],
      ["with another browser's key", await asked(), other.cookies],
    ];
    for (const [name, walk, cookies] of refused) {
      const answer = await back(it, walk.callbackUrl, cookies);
      expect({ name, status: answer.status }).toEqual({ name, status: 400 });
      expect(await answer.text()).toContain("begin it again");
    }
    const late = await asked();
    skewMs = 10 * 60_000;
    expect((await back(it, late.callbackUrl, late.cookies)).status).toBe(400);
    skewMs = 0;
    const good = await asked();
    expect((await back(it, good.callbackUrl, good.cookies)).status).toBe(200);
    expect((await back(it, good.callbackUrl, good.cookies)).status).toBe(400);
    expect(await listInstallationViews(it.server.context)).toHaveLength(2);
  });

  it("with a state that was tampered with is refused, and the right one still works", async () => {
    const it = await start("pglite");
    const walk = await install(it, { subdomain: "second-shop", stopBeforeCallback: true });
    for (const changes of [{ state: "x" }, { state: "" }, { state: "y".repeat(500) }, { code: "" }]) {
      const url = new URL(walk.callbackUrl);
      for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
      expect((await back(it, url.toString(), walk.cookies)).status).toBe(400);
    }
    expect((await back(it, walk.callbackUrl, walk.cookies)).status).toBe(200);
  });

  it.each(["refused", "refused-with-token"] as const)(
    "that does not grant as little as we need is asked for more (%s)",
    async (fineScopes) => {
      const it = await start("pglite", { sandbox: { variants: { fineScopes } } });
      const { status } = await install(it);
      expect(status).toBe(200);
      expect(await getInstallation(it.server.context, it.installationId)).toMatchObject({ status: "active" });
    },
  );

  it("of who is no admin connects nothing", async () => {
    const it = await start("pglite");
    const shop = await addShop(it);
    shop.signIn(shop.agents().find((candidate) => candidate.role === "agent")?.id ?? 0);
    const { status, page } = await install(it, { subdomain: "second-shop" });
    expect(status).toBe(400);
    expect(page).toContain("must be an admin&#39;s");
    expect(await listInstallationViews(it.server.context)).toHaveLength(1);
  });

  it("keeps neither state nor key in plain sight", async () => {
    const it = await start("pglite");
    const walk = await install(it, { subdomain: "second-shop", stopBeforeCallback: true });
    const rows = JSON.stringify(await it.server.context.db.select().from(installAttempts));
    const state = new URL(walk.callbackUrl).searchParams.get("state") ?? "";
    expect(state.length).toBeGreaterThan(40);
    expect(rows).not.toContain(state);
    expect(rows).not.toContain(walk.cookies.split("=")[1]);
  });
});

describe("a help desk that was renamed", () => {
  const env = (url: string) => `${url}/@{subdomain}`;

  async function startNamed() {
    const it = await start("pglite");
    const { helpdesks } = it.server.context;
    const { createHelpdesks } = await import("../../src/runtime/create-helpdesks.ts");
    const { parseEnv } = await import("../../src/runtime/env.ts");
    const { clientId, clientSecret } = it.sandbox.oauthClient;
    Object.assign(
      helpdesks,
      createHelpdesks(
        parseEnv({
          SIGNALBOX_ZENDESK_URL: env(it.sandbox.url),
          SIGNALBOX_ZENDESK_CLIENT_ID: clientId,
          SIGNALBOX_ZENDESK_CLIENT_SECRET: clientSecret,
        }),
      ),
    );
    await install(it);
    return it;
  }

  it("asks to be connected under its new name, and is the same installation then", async () => {
    const it = await startNamed();
    const { context } = it.server;
    it.sandbox.rename("larkfield-goods");
    await sweepInstallations(context);
    const cut = await getInstallation(context, it.installationId);
    expect(cut).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringContaining("connect it under its new name"),
    });
    const { status } = await install(it, { subdomain: "larkfield-goods" });
    expect(status).toBe(200);
    const views = await listInstallationViews(context);
    expect(views).toMatchObject([{ id: it.installationId, subdomain: "larkfield-goods", status: "active" }]);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });

  it("does not hand its register to the company that takes its old name", async () => {
    const it = await startNamed();
    const { context } = it.server;
    const other = await start("pglite", { sandbox: { seed: 9, subdomain: "larkfield" } });
    // From now on another account, with people of its own, answers under the name.
    const url = other.sandbox.url;
    const { createZendesk } = await import("../../src/helpdesks/zendesk/index.ts");
    const oauthClient = { ...other.sandbox.oauthClient, scope: "read write" };
    Object.assign(context.helpdesks, { zendesk: createZendesk({ originOf: () => url, oauthClient }) });
    expect((await install(it)).status).toBe(200);
    expect(await getInstallation(context, it.installationId)).toMatchObject({ status: "uninstalled" });
    const live = (await listInstallationViews(context)).filter((view) => view.status === "active");
    expect(live).toHaveLength(1);
    expect(live[0]?.id).not.toBe(it.installationId);
    await it.sandbox.stop();
  });
});

describe("an installation that was retired", () => {
  it("is not brought back by the sweep, and takes no deliveries", async () => {
    const it = await start("pglite");
    const { context } = it.server;
    const installation = await getInstallation(context, it.installationId);
    await retireInstallation(context, { installation, actor: "system", reason: "test" });
    await sweepInstallations(context);
    expect((await getInstallation(context, it.installationId)).status).toBe("uninstalled");
  });
});
