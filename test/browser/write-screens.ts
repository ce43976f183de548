import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { type FilledShop, fillShop } from "./screens/fill-shop.ts";
import { outerScreens } from "./screens/outer-screens.ts";
import { dropWork, policyScreens } from "./screens/policy-screens.ts";
import type { Screen } from "./screens/screen.ts";
import { settingsScreens } from "./screens/settings-screens.ts";
import { sidebarScreens } from "./screens/sidebar-screens.ts";
import { openByLink } from "./support/open-settings.ts";
import { launchBrowser } from "./support/use-browser.ts";

const help = `npm run screens -- [options]

Takes a picture of every page and dialog in each of its states, in both help desks' colours, light and dark, narrow
and wide, to be looked at one by one.

  --to DIR        where they go (default .data/screens)
  --only WORD     only screens with this in their name; may be given several times
  --desk NAME     only zendesk or freshdesk
  --scheme NAME   only light or dark
  --width N       only this width
`;

const screens: Screen[] = [...settingsScreens, ...policyScreens, ...sidebarScreens, ...outerScreens];
const schemes = ["light", "dark"] as const;
const widths: Record<Screen["at"], number[]> = {
  settings: [380, 800, 1280],
  sidebar: [320],
  anywhere: [380, 1280],
  desk: [1280],
};
const heightPx = 900;
const scrollDialog = `for (const part of document.querySelectorAll("[role=dialog] *")) part.scrollTop = 10_000;`;
const pageHeight = `Math.max(${heightPx}, document.documentElement.scrollHeight)`;

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      to: { type: "string", default: ".data/screens" },
      only: { type: "string", multiple: true },
      desk: { type: "string" },
      scheme: { type: "string" },
      width: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  const { to, only } = options;
  const isWanted = ({ name }: Screen) => !only || only.some((word) => name.includes(word));
  mkdirSync(to, { recursive: true });
  const browser = await launchBrowser();
  const failures: string[] = [];
  for (const name of emulatedHelpdesks) {
    if (options.desk && options.desk !== name) continue;
    const folder = mkdtempSync(join(tmpdir(), "signalbox-screens-"));
    const shop = await fillShop(name, folder);
    for (const scheme of schemes) {
      if (options.scheme && options.scheme !== scheme) continue;
      for (const screen of screens.filter(isWanted)) {
        if (screen.only && screen.only !== name) continue;
        const wanted = widths[screen.at].filter((px) => !options.width || Number(options.width) === px);
        const pathOf = (px: number) => join(to, `${screen.name}-${name}-${scheme}-${px}.png`);
        await takePictures({ browser, shop, screen, scheme, widthsPx: wanted, pathOf }).catch(
          (error: Error) => {
            failures.push(`${screen.name}, ${name}, ${scheme}: ${error.message.split("\n")[0]}`);
          },
        );
      }
    }
    await shop.stop();
    rmSync(folder, { recursive: true });
  }
  await browser.close();
  process.stdout.write(`The pictures are in ${to}. ${failures.join("\n")}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

async function takePictures(input: {
  browser: Browser;
  shop: FilledShop;
  screen: Screen;
  scheme: (typeof schemes)[number];
  widthsPx: number[];
  pathOf(widthPx: number): string;
}): Promise<void> {
  const { browser, shop, screen, scheme, widthsPx, pathOf } = input;
  const window = await browser.newContext({
    viewport: { width: widthsPx.at(-1) ?? 0, height: heightPx },
    colorScheme: scheme,
  });
  window.setDefaultTimeout(15_000);
  try {
    const page = await openScreen(window, shop, screen);
    for (const width of widthsPx.toReversed()) {
      await page.setViewportSize({ width, height: heightPx });
      // What stands in a frame is drawn as far as the window goes.
      const isFramed = screen.at === "desk" && (await page.locator("iframe:visible").count()) > 0;
      if (isFramed) await page.setViewportSize({ width, height: await page.evaluate(pageHeight) });
      // What slides, fades or loads has come to rest.
      await page.waitForTimeout(screen.restMs ?? 400);
      if (screen.isScrolled) await page.evaluate(scrollDialog);
      await page.screenshot({ path: pathOf(width), fullPage: !screen.isDialog });
    }
    if (screen.at === "settings") await dropWork(page, shop);
  } finally {
    await window.close();
  }
}

async function openScreen(window: BrowserContext, shop: FilledShop, screen: Screen): Promise<Page> {
  const isOutside = screen.at === "anywhere" || screen.at === "desk";
  const page = isOutside ? await window.newPage() : await openByLink(shop, window);
  await screen.show(page, shop);
  return page;
}

await main();
