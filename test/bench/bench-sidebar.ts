import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Frame } from "playwright-core";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { signInByApp } from "../browser/support/open-sidebar.ts";
import { launchBrowser } from "../browser/support/use-browser.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

/**
 * `npm run bench:sidebar`: what an agent waits for. In Chromium, in the emulated help desk's frame, against the real
 * server: until the frame shows where the ticket is, with an empty cache and with a filled one; and what presses cost,
 * until the next picture and until what was asked for is there, 150 ms after the pointer came to rest. Medians and the slowest, in milliseconds.
 */
const opens = 9;

interface Figures {
  meaningMs: number;
  foldPaintMs: number;
  foldMs: number;
  formPaintMs: number;
  formMs: number;
}

async function main(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
  const server = await startTestServer("pglite", { dataFolder });
  const browser = await launchBrowser();
  try {
    signInByApp(server);
    // The help desk's own pages and no made-up one: a browser whose requests are looked into keeps no cache.
    const at = (page: string) => ({ url: `${server.url}/app/zendesk/${page}` });
    server.sandbox.showApp({
      location: { support: { ticket_sidebar: at("sidebar"), background: at("background") } },
    });
    const { id } = server.sandbox.createTicket(demoTicket(1, 1));
    await ended(server, id);
    // The first one warms up the server, and counts for nothing.
    await measureOpens(browser, server, id, 1);
    const { cold, warm, afterBackground } = await measureOpens(browser, server, id, opens);
    print("frame opened, empty cache: the reason is there", cold, "meaningMs");
    print("frame opened, filled cache: the reason is there", warm, "meaningMs");
    print("the same, filled by the background page alone", afterBackground, "meaningMs");
    const all = [...cold, ...warm, ...afterBackground];
    print("a part of the story folded out: next picture", all, "foldPaintMs");
    print("a part of the story folded out: it is there", all, "foldMs");
    print("“Wrong place” pressed: next picture", all, "formPaintMs");
    print("“Wrong place” pressed, empty cache: the form is there", cold, "formMs");
    print("“Wrong place” pressed, filled cache: the form is there", warm, "formMs");
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataFolder, { recursive: true });
  }
}

async function measureOpens(browser: Browser, server: TestServer, ticketId: number, times: number) {
  const cold: Figures[] = [];
  const warm: Figures[] = [];
  const afterBackground: Figures[] = [];
  for (let round = 0; round < times; round++) {
    const window = await openWindow(browser);
    cold.push(await measure(window, server, ticketId));
    warm.push(await measure(window, server, ticketId));
    await window.close();
    const another = await openWindow(browser);
    const list = await another.newPage();
    await list.goto(`${server.sandbox.url}/agent/tickets`, { waitUntil: "networkidle" }).catch(() => {});
    afterBackground.push(await measure(another, server, ticketId));
    await another.close();
  }
  return { cold, warm, afterBackground };
}

async function openWindow(browser: Browser): Promise<BrowserContext> {
  const window = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await window.grantPermissions(["local-network-access"]);
  await window.addInitScript(watch);
  return window;
}

async function measure(window: BrowserContext, server: TestServer, ticketId: number): Promise<Figures> {
  const page = await window.newPage();
  await page.goto(`${server.sandbox.url}/agent/tickets/${ticketId}`);
  await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
  const frame = page.frames()[1];
  if (!frame) throw new Error("the sidebar has no frame");
  const meaningMs = (await frame.evaluate("watched.meaning")) as number;
  const fold = await press(frame, 'summary:has-text("Read from the text")', "details[open] meter");
  const form = await press(frame, 'button:has-text("Wrong place")', 'form input[type="radio"]');
  await page.close();
  return {
    meaningMs,
    foldPaintMs: fold.paintMs,
    foldMs: fold.thereMs,
    formPaintMs: form.paintMs,
    formMs: form.thereMs,
  };
}

/** @param there what the press brings */
async function press(
  frame: Frame,
  what: string,
  there: string,
): Promise<{ paintMs: number; thereMs: number }> {
  await frame.evaluate(`watched.press(${JSON.stringify(there)})`);
  await frame.locator(what).hover();
  // So long a hand that is quick rests on what it is about to press.
  await frame.page().waitForTimeout(150);
  await frame.locator(what).click();
  return (await frame.evaluate("watched.pressed")) as { paintMs: number; thereMs: number };
}

/** In the page: notes when something was on the screen, which is in the frame after the one that drew it. */
const watch = `
window.watched = {};
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
const seen = (isThere) => new Promise((done) => {
  const look = () => { if (isThere()) { observer.disconnect(); painted().then(done); return true; } };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  look();
});
watched.meaning = seen(() => document.querySelector("h1")?.textContent);
watched.press = (selector) => {
  watched.pressed = new Promise((done) => addEventListener("pointerdown", (event) => {
    const startMs = event.timeStamp;
    // The press counts until the picture after the click that ends it.
    const paint = new Promise((end) => addEventListener("click", () => painted().then(end), { once: true, capture: true }));
    Promise.all([paint, seen(() => document.querySelector(selector))]).then(([paintMs, thereMs]) =>
      done({ paintMs: paintMs - startMs, thereMs: thereMs - startMs }));
  }, { once: true, capture: true }));
};`;

function print(what: string, figures: Figures[], key: keyof Figures): void {
  const sorted = figures.map((one) => one[key]).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const slowest = sorted.at(-1) ?? 0;
  process.stdout.write(
    `${what.padEnd(56)} ${median.toFixed(0).padStart(5)} ms   slowest ${slowest.toFixed(0)} ms\n`,
  );
}

await main();
