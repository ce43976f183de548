import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, corrections, routingCycles } from "../../src/db/schema/index.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";
import { findViolations } from "./support/find-violations.ts";
import { agentOf, type Desk, openSidebar, rowsOf, signInByApp } from "./support/open-sidebar.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
let server: TestServer;
const skewMs = 0;
/** A ticket that was routed to a person; no test changes it. */
let routed: Awaited<ReturnType<typeof route>>;
beforeAll(async () => {
  server = await startTestServer("pglite", { platform: { now: () => Date.now() + skewMs } });
  signInByApp(server);
  routed = await route(1);
}, 120_000);
afterAll(() => server.stop());

async function route(seed: number) {
  const { id } = server.sandbox.createTicket(demoTicket(seed, seed));
  return { id, ...(await ended(server, id)) };
}

/** The help desk's own side of the protocol, as the made-up page of it keeps it. */
function deskOf<Result>(page: Page, act: (desk: Desk) => Result) {
  return page.evaluate(`(${act})(window.desk)`) as Promise<Result>;
}

describe("the sidebar in the help desk", () => {
  it("tells in one sentence and within one glance where the ticket is and why, and fits its frame", async () => {
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id });
    const sentence = sidebar.getByText(routed.cycle.reason ?? "", { exact: true });
    await sentence.waitFor();
    expect(await sidebar.getByRole("heading", { level: 1 }).textContent()).toContain(
      routed.decisions[0]?.receipt.chosen?.name,
    );
    const box = await sentence.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(240);
    const bodyPx = await sidebar
      .locator("body")
      .evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
    const fits = await waitFor("the frame to fit", async () =>
      (await deskOf(page, (desk) => desk.heights.at(-1))) === bodyPx ? true : undefined,
    );
    expect(fits).toBe(true);
    const widthPx = await sidebar.locator("html").evaluate((html) => html.scrollWidth);
    expect(widthPx).toBeLessThanOrEqual(320);
  });

  it("shows the rules, the words of the signals, who else was considered, what would have changed it", async () => {
    const { sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id });
    const receipt = routed.decisions[0]?.receipt;
    await sidebar.getByText(receipt?.rules[0]?.name ?? "?", { exact: true }).waitFor();
    for (const title of [
      "Read from the text",
      "Agents considered",
      "What would have changed it",
      "Routing history",
    ]) {
      await sidebar.locator("summary", { hasText: title }).click();
    }
    await sidebar.getByText("99 % sure").first().waitFor();
    const words = Object.values(receipt?.signals ?? {}).flatMap((signal) => signal?.words ?? []);
    expect(words.length).toBeGreaterThan(0);
    await sidebar
      .locator("mark", { hasText: words[0] ?? "?" })
      .first()
      .waitFor();
    const second = receipt?.candidates.find(({ rank }) => rank === 2);
    await sidebar.getByText("choice 2").waitFor();
    expect(await sidebar.getByRole("listitem").filter({ hasText: "choice 2" }).textContent()).toContain(
      second?.name,
    );
    await sidebar.getByText("Without the rule").first().waitFor();
    await sidebar.getByText("The help desk reported it").waitFor();
  });

  it("shows what each word adds to a label, by sign and amount, and that it comes to the whole lead", async () => {
    const { sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id });
    const { words = [], shares } = routed.decisions[0]?.receipt.signals.intent ?? {};
    if (!shares) throw new Error("the ticket's intent was not read");
    await sidebar.locator("summary", { hasText: "Read from the text" }).click();
    await sidebar.locator("summary", { hasText: "How its words add up" }).click();
    const table = sidebar.getByRole("table");
    await table.waitFor();
    expect(await table.locator("caption").textContent()).toContain(`next best, ${shares.against}`);
    const shown = await rowsOf(table);
    expect(shown.map(([name]) => name)).toEqual([...words, "all else", "lead"]);
    const hundredths = shown.map(([, amount]) => Math.round(Number(amount?.replace("−", "-")) * 100));
    const lead = hundredths.pop();
    expect(hundredths.reduce((sum, share) => sum + share, 0)).toBe(lead);
    expect(shown[0]?.[1]).toMatch(/^\+\d\.\d\d$/);
    expect(shares.words).toEqual(shares.words.toSorted((a, b) => b - a));
  });

  it("follows the agent to another ticket", async () => {
    const other = await route(4);
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id });
    await sidebar.getByText(routed.cycle.reason ?? "?").waitFor();
    await page.evaluate(`desk.state.ticketId = ${other.id}; desk.emit("app.activated", {})`);
    await sidebar.getByText(other.cycle.reason ?? "?").waitFor();
    expect(await sidebar.getByText(routed.cycle.reason ?? "?").count()).toBe(0);
  });

  it("shows the decision as soon as it is made, without being loaded again", async () => {
    const nextId = Math.max(...server.sandbox.tickets().map(({ id }) => id)) + 1;
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: nextId });
    await sidebar.getByRole("heading", { name: "Not routed by Signalbox", exact: true }).waitFor();
    let loads = 0;
    page.on("framenavigated", () => {
      loads += 1;
    });
    const { id, cycle } = await route(6);
    expect(id).toBe(nextId);
    await sidebar.getByText(cycle.reason ?? "?").waitFor();
    expect(loads).toBe(0);
  });

  it("explains a ticket from before the installation when asked, and records nothing", async () => {
    const { id, cycle } = await route(9);
    const { db } = server.server.context;
    await db.delete(routingCycles).where(eq(routingCycles.ticketId, String(id)));
    const { sidebar } = await openSidebar(server, await openWindow(), { ticketId: id });
    await sidebar.getByRole("button", { name: "Explain now", exact: true }).click();
    await sidebar.getByRole("heading", { name: "If it came in now", exact: true }).waitFor();
    const [because] = /because [^;]+/.exec(cycle.reason ?? "") ?? ["?"];
    await sidebar.getByText(because).waitFor();
    const kept = await db
      .select()
      .from(routingCycles)
      .where(eq(routingCycles.ticketId, String(id)));
    expect(kept).toEqual([]);
  });

  it("says so when there is no connection, and goes on when there is one again", async () => {
    const window = await openWindow();
    let isDown = true;
    await window.route("**/story", (call) => (isDown ? call.abort() : call.continue()));
    const { sidebar } = await openSidebar(server, window, { ticketId: routed.id });
    await sidebar.getByRole("alert").getByText("no connection").waitFor();
    isDown = false;
    await sidebar.getByRole("button", { name: "Try again", exact: true }).click();
    await sidebar.getByText(routed.cycle.reason ?? "?").waitFor();
  });

  it("says so when the session has ended", async () => {
    const window = await openWindow();
    const answer = { error: { code: "unauthorized", message: "sign in" } };
    await window.route("**/story", (call) => call.fulfill({ status: 401, json: answer }));
    const { sidebar } = await openSidebar(server, window, { ticketId: routed.id });
    await sidebar.getByText("You are not signed in any more").waitFor();
  });

  it.each([
    ["de", "Die Regel „Returns and exchanges“ trifft zu."],
    ["fr-CA", "La règle « Returns and exchanges » s’applique."],
    ["es", "Se aplica la regla «Returns and exchanges»."],
    ["pt-BR", "A regra “Returns and exchanges” se aplica."],
    ["ja", "ルール「Returns and exchanges」に該当します。"],
    ["nl", "because the subject says"],
  ])("speaks the agent's language: %s", async (locale, words) => {
    const { sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id, locale });
    await sidebar.getByText(words).waitFor();
  });
});

describe("what an agent does in the sidebar", () => {
  it("by the keyboard alone: says what is wrong and where the ticket belongs, and that is kept with their name", async () => {
    const { id } = await route(10);
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: id });
    await sidebar.getByRole("button", { name: "Wrong place", exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await sidebar.getByRole("radio", { name: "Wrong group", exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("Pay");
    await page.keyboard.press("Tab");
    await page.keyboard.type("It is about money.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await sidebar.getByText("You said: Wrong group").waitFor();
    await expect.poll(() => sidebar.locator(":focus").textContent()).toBe("Wrong place");
    await expect.poll(() => deskOf(page, (desk) => desk.notices.length)).toBe(1);
    const { db } = server.server.context;
    const [kept] = await db
      .select()
      .from(corrections)
      .where(eq(corrections.ticketId, String(id)));
    const payments = server.sandbox.groups().find(({ name }) => name.startsWith("Pay"));
    const actor = `user:${agentOf(server)}`;
    expect(kept).toMatchObject({
      actor,
      cycle: 1,
      reason: "wrong group",
      note: "It is about money.",
      wantedGroupId: String(payments?.id),
    });
    const lines = await db.select().from(auditLog).where(eq(auditLog.act, "wrong place reported"));
    expect(lines.map((line) => [line.actor, line.detail.ticketId])).toEqual([[actor, String(id)]]);
    expect(JSON.stringify(lines)).not.toContain("money");
  });

  it("sees where the ticket would go, routes it there, and the log says who asked", async () => {
    const { id, decisions } = await route(1);
    const before = decisions[0]?.receipt.chosen?.name ?? "?";
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: id });
    await sidebar.getByRole("button", { name: "Re-route now", exact: true }).click();
    const panel = sidebar.getByRole("region", { name: "Re-route now", exact: true });
    const promised = await panel.getByRole("heading", { level: 1 }).textContent();
    expect(promised).not.toContain(before);
    await panel.getByRole("button", { name: "Re-route it", exact: true }).click();
    await sidebar.getByText(`away from ${before}`).first().waitFor();
    const { cycle, decisions: after } = await ended(server, id, "assigned");
    expect(cycle).toMatchObject({ cycle: 2, source: "asked for" });
    expect(promised).toContain(after[0]?.receipt.chosen?.name);
    expect(String(server.sandbox.findTicket(id)?.assignee_id)).toBe(after[0]?.receipt.chosen?.agentId);
    await expect.poll(() => deskOf(page, (desk) => desk.notices.length)).toBe(1);
    const lines = await server.server.context.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.act, "ticket re-routed"));
    expect(lines.map((line) => [line.actor, line.detail.ticketId])).toEqual([
      [`user:${agentOf(server)}`, String(id)],
    ]);
  });
});

describe("the sidebar's manners", () => {
  it.each(["light", "dark"] as const)("break no serious rule of accessibility: %s", async (colorScheme) => {
    const { page, sidebar } = await openSidebar(server, await openWindow(), {
      ticketId: routed.id,
      colorScheme,
    });
    await sidebar.getByRole("button", { name: "Wrong place", exact: true }).click();
    await sidebar.getByRole("radio", { name: "Wrong group", exact: true }).waitFor();
    const folded = sidebar.locator("details:not([open]) > summary");
    while ((await folded.count()) > 0) await folded.first().click();
    await sidebar
      .getByText(/Without the rule/)
      .first()
      .waitFor();
    const frame = page.frames()[1];
    if (!frame) throw new Error("there is no frame");
    expect(await findViolations(frame)).toEqual([]);
  });

  it("cost at most 120 KB of scripts before there is something to read", async () => {
    const { page, sidebar } = await openSidebar(server, await openWindow(), { ticketId: routed.id });
    await sidebar.getByText(routed.cycle.reason ?? "?").waitFor();
    const scripts = await page.frames()[1]?.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith(".js"))
        .map((entry) => (entry as unknown as { encodedBodySize: number }).encodedBodySize),
    );
    expect(scripts?.length).toBeGreaterThan(3);
    expect(Math.min(...(scripts ?? [0]))).toBeGreaterThan(0);
    expect((scripts ?? []).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(120 * 1024);
  });

  it("refuse a frame of anybody but the help desk", async () => {
    const window = await openWindow();
    const foreign = "http://127.0.0.1:9/frame";
    await window.route(foreign, (call) =>
      call.fulfill({
        contentType: "text/html",
        body: `<form method="post" target="app" action="${server.url}/app/zendesk/sidebar?origin=x&app_guid=y">
<input name="token" value="${server.sandbox.signUrlToken({ userId: agentOf(server) })}"></form>
<iframe name="app"></iframe><script>document.forms[0].submit()</script>`,
      }),
    );
    const page = await window.newPage();
    const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
    await page.goto(foreign);
    expect((await refused).text()).toContain(server.sandbox.url);
    await waitFor(
      "an error in place of our page",
      () => page.frames()[1]?.url().startsWith("chrome-error:") || undefined,
    );
  });

  it("are the same at our own address, for whoever is signed in there", async () => {
    const page = await (await openWindow()).newPage();
    await page.goto(server.signInUrl);
    await page.goto(`${server.url}/sidebar?ticket=${routed.id}`);
    await page.getByText(routed.cycle.reason ?? "?").waitFor();
    expect(await findViolations(page.mainFrame())).toEqual([]);
  });
});
