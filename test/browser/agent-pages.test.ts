import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBuiltPages } from "../../src/runtime/read-built-pages.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { installDemoApp } from "../../src/sandbox/demo/install-app.ts";
import { createInstallToken } from "../../src/services/apps/app-tokens.ts";
import { ended } from "../support/ended.ts";
import {
  type DeskServer,
  startDeskServer,
  startTestServer,
  type TestServer,
} from "../support/test-server.ts";
import { agentOf, signInByApp } from "./support/open-sidebar.ts";
import { useBrowser } from "./support/use-browser.ts";

/** Generous, for a busy machine is slow. */
const patience = { timeout: 30_000 };
const wide = { viewport: { width: 1280, height: 800 } };
const openWindow = useBrowser();
let zendesk: TestServer;
let freshdesk: DeskServer;
beforeAll(async () => {
  zendesk = await startTestServer("pglite");
  signInByApp(zendesk);
  freshdesk = await startDeskServer("freshdesk", "pglite");
}, 120_000);
afterAll(async () => {
  await zendesk.stop();
  await freshdesk.stop();
});

/** Shows pages where the real package names them, at the server under test. */
function showPackage(): void {
  const path = fileURLToPath(new URL("../../manifests/zendesk/manifest.json", import.meta.url));
  const text = readFileSync(path, "utf8").replaceAll("https://app.signalbox.example", zendesk.url);
  zendesk.sandbox.showApp(JSON.parse(text));
}

/** Writes as a customer does, by the form, and stays on the ticket's page. @returns the ticket's number */
async function write(page: Page, base: string, subject: string): Promise<string> {
  await page.goto(`${base}/tickets/new`);
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  return /\/tickets\/(\d+)/.exec(page.url())?.[1] ?? "";
}

describe("the emulated Zendesk's pages, with the real package", () => {
  it("show a new ticket being routed, and the reason beside it, without a reload", async () => {
    showPackage();
    const page = await (await openWindow(wide)).newPage();
    const id = await write(page, `${zendesk.sandbox.url}/agent`, "Wrong size, exchange?");
    const { cycle } = await ended(zendesk, id);
    await page
      .frameLocator("iframe")
      .getByText(cycle.reason ?? "")
      .first()
      .waitFor();
    const { group_id: groupId, assignee_id: assigneeId } = zendesk.sandbox.findTicket(Number(id)) ?? {};
    await expect.poll(() => page.getByLabel("Group").inputValue(), patience).toBe(String(groupId));
    await expect.poll(() => page.getByLabel("Assignee").inputValue(), patience).toBe(String(assigneeId));
    const frame = page.locator("iframe");
    await expect.poll(async () => (await frame.boundingBox())?.height ?? 0, patience).toBeGreaterThan(200);
  });

  it("save what an agent changes, and nothing that they did not touch", async () => {
    const { id } = zendesk.sandbox.createTicket(demoTicket(1, 2));
    await ended(zendesk, id);
    const page = await (await openWindow(wide)).newPage();
    await page.goto(`${zendesk.sandbox.url}/agent/tickets/${id}`);
    const agentId = zendesk.sandbox.findTicket(id)?.assignee_id ?? 0;
    await page.getByLabel("Priority").selectOption("low");
    zendesk.sandbox.actAsHuman(agentId, id, { status: "pending" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved").waitFor();
    expect(zendesk.sandbox.findTicket(id)).toMatchObject({
      priority: "low",
      assignee_id: agentId,
      status: "pending",
    });
  });

  it("show the settings as a page of their own, to an admin whole, and to an agent the register only", async () => {
    showPackage();
    const page = await (await openWindow(wide)).newPage();
    const address = `${zendesk.sandbox.url}/agent/apps/signalbox`;
    await page.goto(`${address}?as=${zendesk.sandbox.integrationUserId}`);
    const settings = page.frameLocator("iframe");
    await settings.getByRole("link", { name: "Policy", exact: true }).click();
    await settings.getByText(/^Version \d+ is in force/).waitFor();
    await settings.getByRole("link", { name: "Register", exact: true }).click();
    await settings.getByRole("link", { name: /^\d+$/ }).first().click();
    await settings.getByRole("heading", { name: /^Ticket \d+$/ }).waitFor();
    await page.goto(`${address}?as=${agentOf(zendesk)}`);
    await settings.getByRole("heading", { name: "Register", exact: true, level: 1 }).waitFor();
    expect(await settings.getByRole("navigation").getByRole("link").allTextContents()).toEqual(["Register"]);
  });

  it("load unseen what the sidebar is made of, once the help desk is opened", async () => {
    showPackage();
    const page = await (await openWindow(wide)).newPage();
    const fetched: string[] = [];
    page.on("requestfinished", (request) => fetched.push(new URL(request.url()).pathname));
    const { script = "?", imports = [], later = [] } = readBuiltPages().entries.sidebar ?? {};
    expect(later.some((name) => name.startsWith("wrong-place-form"))).toBe(true);
    await page.goto(`${zendesk.sandbox.url}/agent/tickets`);
    const files = [script, ...imports, ...later].map((name) => `/ui/${name}`);
    await expect.poll(() => files.filter((name) => !fetched.includes(name)), patience).toEqual([]);
    expect(await page.locator("iframe").isVisible()).toBe(false);
    // It is the help desk's, like our other pages, and nobody is signed in by it.
    const answer = await fetch(`${zendesk.url}/app/zendesk/background`, { method: "POST" });
    expect(answer.headers.get("content-security-policy")).toMatch(/frame-ancestors https?:\/\/\S+/);
    expect(await answer.text()).not.toContain("token");
  });

  it("list tickets, and say who looks", async () => {
    const page = await (await openWindow(wide)).newPage();
    await page.goto(`${zendesk.sandbox.url}/agent/tickets`);
    const before = await page.getByRole("row").count();
    zendesk.sandbox.createTicket(demoTicket(1, 3));
    await page.getByRole("row").nth(before).waitFor();
    await page.getByLabel("Seen by").selectOption(String(zendesk.sandbox.integrationUserId));
    await page.waitForURL(new RegExp(`as=${zendesk.sandbox.integrationUserId}`));
  });
});

describe("the emulated Zendesk's protocol for apps", () => {
  let page: Page;
  let app: Frame;
  let id: number;
  /** A page of the test's own in the app's place, with the framework's own kit. */
  beforeAll(async () => {
    const url = `${zendesk.url}/a-test-page`;
    zendesk.sandbox.showApp({ location: { support: { ticket_sidebar: { url } } } });
    ({ id } = zendesk.sandbox.createTicket(demoTicket(1, 4)));
    await ended(zendesk, id);
    const context = await openWindow(wide);
    const kit = readBuiltPages().entries["zaf-sdk"]?.script ?? "";
    const script =
      'window.client = ZAFClient.init(); client.on("app.registered", (e) => { window.registered = e; });';
    const body = `<!doctype html><script type="module" src="/ui/${kit}"></script><script type="module">${script}</script>`;
    await context.route(
      (address) => address.href.startsWith(url),
      (route) => route.fulfill({ contentType: "text/html", body }),
    );
    page = await context.newPage();
    await page.goto(`${zendesk.sandbox.url}/agent/tickets/${id}`);
    const frame = await (await page.locator("iframe").elementHandle())?.contentFrame();
    if (!frame) throw new Error("the app has no frame");
    app = frame;
    await app.waitForFunction("window.registered");
  }, 60_000);

  it("answers what an app reads, one path by one, and names what is not there", async () => {
    const ticket = zendesk.sandbox.findTicket(id);
    expect(await app.evaluate("client.get(['ticket.id', 'ticket.subject', 'ticket.nothing'])")).toEqual({
      "ticket.id": id,
      "ticket.subject": ticket?.subject,
      errors: { "ticket.nothing": expect.objectContaining({ path: "ticket.nothing" }) },
    });
    expect(await app.evaluate("client.get('ticket.assignee')")).toMatchObject({
      "ticket.assignee": { group: { id: ticket?.group_id }, user: { id: ticket?.assignee_id } },
    });
    await expect(app.evaluate("client.get('ticket.nothing')")).rejects.toThrow("ticket.nothing");
    expect(await app.evaluate("client.context()")).toMatchObject({
      location: "ticket_sidebar",
      ticketId: id,
    });
    expect(await app.evaluate("client.metadata()")).toMatchObject({ appId: zendesk.sandbox.appId });
  });

  it("lets an app change the agent's form, size itself, say something and call the API as the agent", async () => {
    await app.evaluate("client.set('ticket.priority', 'urgent')");
    expect(await page.getByLabel("Priority").inputValue()).toBe("urgent");
    expect(zendesk.sandbox.findTicket(id)?.priority).not.toBe("urgent");
    await app.evaluate("client.invoke('resize', { width: '100%', height: '321px' })");
    await expect.poll(async () => (await page.locator("iframe").boundingBox())?.height, patience).toBe(321);
    await app.evaluate("client.invoke('notify', 'Tea is &lt;ready&gt;')");
    await page.getByText("Tea is <ready>").waitFor();
    expect(await app.evaluate("client.request('/api/v2/users/me.json')")).toMatchObject({
      user: { role: "agent" },
    });
    await expect(app.evaluate("client.request('/api/v2/webhooks.json')")).rejects.toThrow();
  });

  it("tells an app of changes, and lets it refuse a save", async () => {
    await app.evaluate(`window.seen = []; client.on("ticket.priority.changed", (now) => seen.push(now));
      client.on("ticket.save", () => "not today");`);
    const agentId = zendesk.sandbox.findTicket(id)?.assignee_id ?? 0;
    await expect.poll(() => page.evaluate("desk.ticket && desk.ticket.id"), patience).toBe(String(id));
    zendesk.sandbox.actAsHuman(agentId, id, { priority: "low" });
    await expect.poll(() => app.evaluate("seen"), patience).toEqual(["low"]);
    await page.getByRole("button", { name: "Solve", exact: true }).click();
    await page.getByText("not today").waitFor();
    expect(zendesk.sandbox.findTicket(id)?.status).not.toBe("solved");
  });
});

describe("the emulated Freshdesk's pages, with the real pack", () => {
  it("show the reason beside a new ticket, by the app's own server side", async () => {
    const { desk, installationId } = freshdesk;
    const { context } = freshdesk.server;
    await installDemoApp({
      desk,
      server: freshdesk.url,
      newInstallToken: async () =>
        (await createInstallToken(context, { installationId, actor: "operator" })).installToken,
    });
    const page = await (await openWindow(wide)).newPage();
    const id = await write(page, `${desk.url}/a`, "Wrong size, exchange?");
    const { cycle } = await ended(freshdesk, id);
    await page
      .frameLocator("iframe")
      .getByText(cycle.reason ?? "")
      .first()
      .waitFor();
    // Nobody vouches for the agent here, so there is nothing that changes anything.
    expect(
      await page.frameLocator("iframe").getByRole("button", { name: "Re-route now", exact: true }).count(),
    ).toBe(0);
    await page.goto(desk.pages().admin);
    const link = page.frameLocator("iframe").getByRole("link", { name: "Open the settings", exact: true });
    expect(await link.getAttribute("href")).toBe(`${freshdesk.url}/settings`);
  });
});
