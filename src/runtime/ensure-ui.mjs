// Runs before demo, start and test: builds the pages when there are none, or when their sources are newer. Plain
// JavaScript with nothing imported from npm, for it may run right after an install under whatever Node the machine has.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const built = new URL("dist/ui/manifest.json", root);

/** @returns {number} milliseconds of the latest change in or below a folder */
function latestChange(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const address = new URL(entry.name, folder);
      return entry.isDirectory()
        ? latestChange(new URL(`${entry.name}/`, folder))
        : statSync(address).mtimeMs;
    }),
  );
}

const changedMs = Math.max(
  latestChange(new URL("src/ui/", root)),
  statSync(new URL("package-lock.json", root)).mtimeMs,
);
if (!existsSync(built) || statSync(built).mtimeMs < changedMs) {
  process.stderr.write("Building the pages …\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["run", "--silent", "build:ui"], {
    cwd: root,
    // Tests say "test" here, and would get React with all its warnings.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  process.exit(result.status ?? 1);
}
