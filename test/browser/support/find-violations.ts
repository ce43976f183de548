import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

interface AxeResults {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

/** `colors`: only what another palette can change. */
type Extent = "all" | "colors";

/** What axe finds serious or critical on a page or in a frame: a line for each place. */
export async function findViolations(page: Page | Frame, extent: Extent = "all"): Promise<string[]> {
  // By the debugger's door, for the page's own policy lets no foreign script in.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  // While something fades in or turns on, its colours are not yet its own: what counts is what stays.
  const passing = await runAxe(page, extent);
  return passing.length === 0 ? [] : runAxe(page, extent);
}

/** The same of a page that follows the reader's own wish for light or dark, left in light. */
export async function findInBothSchemes(page: Page, extent: Extent = "all"): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // What is where and what it is called is the same in both.
    const lines = await findViolations(page, colorScheme === "dark" ? extent : "colors");
    found.push(...lines.map((line) => `${colorScheme}: ${line}`));
  }
  return found;
}

const rules = {
  all: "",
  colors: ", runOnly: ['color-contrast', 'link-in-text-block']",
};

async function runAxe(page: Page | Frame, extent: Extent): Promise<string[]> {
  await page.evaluate(finishMotion);
  const { violations } = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations']${rules[extent]} })`,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`));
}

const finishMotion = `Promise.all(
  document.getAnimations()
    .filter((motion) => motion.effect?.getTiming().iterations !== Infinity)
    .map((motion) => motion.finished.catch(() => undefined)),
)`;
