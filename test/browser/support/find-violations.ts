import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

interface AxeResults {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

/** What axe finds serious or critical on a page or in a frame: a line for each place. */
export async function findViolations(page: Page | Frame): Promise<string[]> {
  // By the debugger's door, for the page's own policy lets no foreign script in.
  await page.evaluate(axe.source);
  // While something fades in or turns on, its colours are not yet its own: what counts is what stays.
  const passing = await runAxe(page);
  return passing.length === 0 ? [] : runAxe(page);
}

async function runAxe(page: Page | Frame): Promise<string[]> {
  await page.evaluate(finishMotion);
  const { violations } = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] })",
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
