// Runs before demo, start and test, under whatever Node the machine has: on a fresh clone it installs what the
// lock file names, and after a pull it does so again. Plain JavaScript, for nothing is installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const installed = new URL("node_modules/.package-lock.json", root);
const lock = new URL("package-lock.json", root);

const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
if (!isCurrent) {
  process.stderr.write("Installing what package-lock.json names …\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    // npm's own words go to stderr, so that stdout stays what the command prints.
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  process.exit(result.status ?? 1);
}
