import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
} from "playwright-core";
import { afterAll, beforeAll } from "vitest";

/** One Chromium for a file; each call opens a window of its own that shares nothing with the others. */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<BrowserContext> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 120_000);
  afterAll(() => browser?.close());
  return async (options = {}) => {
    if (!browser) throw new Error("the browser was not started");
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
    // Nothing leaves this machine, whatever a page tries.
    await context.route(
      (url) => url.hostname !== "127.0.0.1",
      (route) => route.abort(),
    );
    // The help desk's page is made up by the test, so the browser does not know that it is of this machine, too.
    await context.grantPermissions(["local-network-access"]);
    context.setDefaultTimeout(30_000);
    return context;
  };
}

/**
 * The Chromium that comes with a package of npm. That package's own arguments are for places without room: they switch
 * off what keeps origins apart, which is just what is to be tested here.
 */
export async function launchBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  const args = [
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
  ];
  return driver.launch({ executablePath, args, headless: true });
}
