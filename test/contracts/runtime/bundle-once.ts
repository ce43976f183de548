import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { inject } from "vitest";
import { buildBundle } from "../../../src/sandbox/worker/build-bundle.ts";
import { waitFor } from "../../support/wait-for.ts";

/** Bundles a Worker for all test files of this run: the first that asks does it, and the others wait for it. */
export async function bundleOnce(entry: string): Promise<string> {
  const name = basename(entry, ".ts");
  const ready = join(inject("bundleFolder"), name);
  const building = `${ready}.building`;
  const script = join(ready, `${name}.js`);
  if (!isFirst(`${ready}.lock`)) {
    return waitFor("the Worker to be bundled", () => (existsSync(script) ? script : undefined), 120_000);
  }
  await buildBundle({ folder: building, entry });
  renameSync(building, ready);
  return script;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
