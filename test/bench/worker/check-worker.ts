import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWrangler } from "../../../src/sandbox/worker/build-bundle.ts";

/** `npm run check:worker`: what every isolate has to load, and how long it takes to start; ends with 1 when it is too much. */
const budgets = { gzipKiB: 500, activeMs: 150 };

const folder = mkdtempSync(join(tmpdir(), "signalbox-startup-"));
try {
  const report = await runWrangler([
    "check",
    "startup",
    "--args=--env=",
    "--outfile",
    join(folder, "startup.cpuprofile"),
  ]);
  const gzipKiB = read(report, /gzip: ([\d.]+) KiB/);
  const activeMs = read(report, /Active: ([\d.]+) ms/);
  process.stdout.write(
    `bundle   ${gzipKiB} KiB gzip, at most ${budgets.gzipKiB}\n` +
      `start-up ${activeMs} ms at work on this machine, at most ${budgets.activeMs}\n`,
  );
  process.exitCode = gzipKiB <= budgets.gzipKiB && activeMs <= budgets.activeMs ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function read(report: string, pattern: RegExp): number {
  const found = pattern.exec(report)?.[1];
  if (found === undefined) throw new Error(`wrangler's report has no ${pattern}:\n${report}`);
  return Number(found);
}
