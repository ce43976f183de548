import type { Page } from "playwright-core";

/** What has the focus is called, as far as this page goes. */
export const focusedName = `(() => {
  const here = document.activeElement;
  return here?.getAttribute("aria-label") ?? here?.labels?.[0]?.textContent ?? here?.textContent ?? "";
})()`;

/** Presses Tab, as somebody without a mouse does, until what has the focus is called so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press("Tab");
    const label = (await page.evaluate(focusedName)) as string;
    if (label.startsWith(name)) return;
  }
  throw new Error(`nothing called ${name} can be reached by the keyboard`);
}
