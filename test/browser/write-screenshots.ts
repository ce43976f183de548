import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { parseDemoOptions } from "../../src/sandbox/demo/demo-options.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { type PlayedDemo, runDemo, type Shop } from "../../src/sandbox/demo/run-demo.ts";
import { launchBrowser } from "./support/use-browser.ts";

const images = fileURLToPath(new URL("../../docs/images", import.meta.url));
const wide = { width: 1280, height: 800 };
/** A frame is drawn as far as the window goes. */
const tall = { width: 1280, height: 2400 };
const aMinuteMs = 61_000;
/** What people write about most, with rules that matched and a choice among agents. */
const subject = "Charged twice";

/** Plays the demo without a screen and takes the pictures that the documents show. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-screenshots-"));
  const options = parseDemoOptions(["--helpdesk", "both", "--tickets", "24", "--data", folder]);
  if (options === "help") throw new Error("the demo's options are not right");
  const view = { started: () => {}, routed: () => {} };
  const played = await runDemo(options, demoPolicy, view, new AbortController().signal);
  const browser = await launchBrowser();
  // The tickets have used up what Freshdesk's platform lets an app call in a minute; the sidebar calls, too.
  await new Promise((resolve) => setTimeout(resolve, aMinuteMs));
  try {
    for (const shop of played.shops) await takeAgentView(browser, shop);
    await takeSettings(browser, played);
  } finally {
    await browser.close();
    await played.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeAgentView(browser: Browser, { desk }: Shop): Promise<void> {
  const tickets = desk.tickets();
  const ticket = tickets.find((one) => one.subject.startsWith(subject)) ?? tickets[0];
  // The other one has no dark look.
  for (const theme of desk.name === "zendesk" ? ["light", "dark"] : ["light"]) {
    const page = await browser.newPage({ viewport: wide });
    await page.goto(`${desk.pages().agent}/${ticket?.id}?theme=${theme}`);
    const sidebar = page.frameLocator("iframe");
    await sidebar.getByRole("heading").first().waitFor();
    await settle(page);
    const suffix = `${desk.name}${theme === "dark" ? "-dark" : ""}`;
    await page.screenshot({ path: join(images, `agent-view-${suffix}.png`) });
    await page.setViewportSize(tall);
    await openAll(sidebar);
    await settle(page);
    await page.locator("iframe").screenshot({ path: join(images, `sidebar-${suffix}.png`) });
    await page.close();
  }
}

/** Folds out every part of the sidebar. */
async function openAll(sidebar: FrameLocator): Promise<void> {
  const folded = await sidebar.locator("details:not([open]) > summary").all();
  // From the last, for each that opens drops out of what the locator finds.
  for (const part of folded.reverse()) await part.click();
}

/** Each page of the settings, as an admin sees it inside the help desk. */
async function takeSettings(browser: Browser, { shops }: PlayedDemo): Promise<void> {
  const [shop] = shops;
  if (!shop) return;
  const page = await browser.newPage({ viewport: wide });
  await page.goto(shop.desk.pages().admin);
  const settings = page.frameLocator("iframe");
  const links = settings.getByRole("navigation").getByRole("link");
  await links.first().waitFor();
  for (const link of await links.all()) {
    await link.click();
    await settle(page);
    const name = ((await link.textContent()) ?? "").trim().toLowerCase().replaceAll(/\W+/g, "-");
    await page.screenshot({ path: join(images, `settings-${name}.png`) });
  }
}

/** Nothing is loading, and what slides or fades has come to rest. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1_500);
}

await main();
