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
    context.setDefaultTimeout(20_000);
    return context;
  };
}

/** The Chromium that comes with a package of npm. */
export async function launchBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
}
