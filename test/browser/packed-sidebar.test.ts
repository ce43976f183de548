import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { ended } from "../support/ended.ts";
import { type DeskServer, startDeskServer } from "../support/test-server.ts";
import { findViolations } from "./support/find-violations.ts";
import { openPackedSidebar } from "./support/packed-page.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
let server: DeskServer;
let sidebarToken = "";
beforeAll(async () => {
  server = await startDeskServer("freshdesk", "pglite");
  const { json } = await post(`/api/installations/${server.installationId}/app-tokens`, server.accessToken);
  const installed = await post("/hooks/app/installed", String(json.installToken), {
    host: new URL(server.desk.url).host,
  });
  sidebarToken = String(installed.json.sidebarToken);
}, 120_000);
afterAll(() => server.stop());

async function post(path: string, token: string, body: object = {}) {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

/** What the app's server side does, which alone knows the token. */
async function openSession(ticketId: string) {
  const { status, json } = await post("/hooks/app/ticket-session", sidebarToken, { ticketId });
  return { status, response: json };
}

async function route(seed: number) {
  const { id } = await server.desk.createTicket(demoTicket(seed, seed));
  return { id: Number(id), ...(await ended(server, id)) };
}

describe("the sidebar packed into an app of Freshworks", () => {
  it("tells why from another origin, for the ticket that its app vouches for, and lets nobody act", async () => {
    const { id, cycle } = await route(1);
    const page = await openPackedSidebar(await openWindow(), { ticketId: id, openSession });
    await page.getByText(cycle.reason ?? "?").waitFor();
    await page.locator("summary", { hasText: "What would have changed it" }).click();
    await page
      .getByText(/Without the rule|If the|Had /)
      .first()
      .waitFor();
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await findViolations(page.mainFrame())).toEqual([]);
    const heights = (await page.evaluate("desk.heights")) as number[];
    expect(heights.at(-1)).toBeGreaterThan(200);
  });

  it("follows the agent to another ticket, with a session for that one", async () => {
    const [first, second] = [await route(4), await route(9)];
    const page = await openPackedSidebar(await openWindow(), { ticketId: first.id, openSession });
    await page.getByText(first.cycle.reason ?? "?").waitFor();
    await page.evaluate(`desk.ticketId = ${second.id}; desk.handlers["app.activated"]()`);
    await page.getByText(second.cycle.reason ?? "?").waitFor();
  });

  it("speaks the agent's own language, where the help desk's kit tells it", async () => {
    const page = await openPackedSidebar(await openWindow(), {
      ticketId: 424_242,
      openSession,
      language: "de",
    });
    await page.getByRole("heading", { name: /^Nicht von Signalbox/ }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
  });

  it("can be asked again where the platform let no more calls through, and claims nothing of the session", async () => {
    const { id, cycle } = await route(6);
    let isFull = true;
    const page = await openPackedSidebar(await openWindow(), {
      ticketId: id,
      openSession: async (ticketId) => (isFull ? { status: 429 } : openSession(ticketId)),
    });
    await page.getByRole("alert").getByText("no connection").waitFor();
    isFull = false;
    await page.getByRole("button", { name: "Try again", exact: true }).click();
    await page.getByText(cycle.reason ?? "?").waitFor();
  });

  it("says that a ticket was not routed, where the app gets no session for it", async () => {
    const page = await openPackedSidebar(await openWindow(), { ticketId: 424_242, openSession });
    await page.getByRole("heading", { name: "Not routed by Signalbox", exact: true }).waitFor();
  });
});

const fileOf = (path: string) =>
  readFileSync(new URL(`../../manifests/freshdesk/${path}`, import.meta.url), "utf8");
const pageOf = (path: string) => fileOf(path).replaceAll(/<(script|link)[^>]*>(<\/script>)?/g, "");

describe("the page on which an admin installs the app", () => {
  it.each([
    ["de-CH", "Signalbox verbinden", "Hier einfügen", "Das ist kein Token von Signalbox"],
    ["sv", "Connect Signalbox", "Paste it here", "This is not a token from Signalbox"],
  ])("speaks the browser's language where it can: %s", async (locale, title, placeholder, problem) => {
    const page = await (await openWindow({ locale })).newPage();
    await page.setContent(pageOf("config/iparams.html"));
    await page.addScriptTag({ content: fileOf("config/assets/iparams.js") });
    await page.getByRole("heading", { name: title }).waitFor();
    const field = page.locator("#install-token");
    expect(await field.getAttribute("placeholder")).toBe(placeholder);
    expect(await page.evaluate("window.validate()")).toBe(false);
    await page.getByText(problem).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});

describe("the app's page beside the tickets", () => {
  it.each([
    ["fr-CA", "fr", "Ouvrir les réglages"],
    ["sv", "en", "Open the settings"],
  ])(
    "speaks the browser's language where it can, and leads to the settings: %s",
    async (locale, language, open) => {
      const page = await (await openWindow({ locale })).newPage();
      await page.setContent(pageOf("app/full_page.html"));
      await page.addScriptTag({ content: fileOf("app/full-page.js") });
      const link = page.getByRole("link", { name: open });
      expect(await link.getAttribute("href")).toMatch(/^https:.*\/settings$/);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await findViolations(page)).toEqual([]);
    },
  );
});
