import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../test/browser/support/use-browser.ts";
import { root } from "./stage-package.ts";

/** The sizes that the Apps framework asks for. */
const renders = { "logo.png": 320, "logo-small.png": 128 };

const folder = join(root, "manifests/zendesk/assets");
const drawing = readFileSync(join(folder, "logo.svg"), "utf8");
const browser = await launchBrowser();
try {
  for (const [name, size] of Object.entries(renders)) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${drawing}`);
    await page.screenshot({ path: join(folder, name), omitBackground: true });
  }
} finally {
  await browser.close();
}
