import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const wrangler = fileURLToPath(new URL("../../../node_modules/wrangler/bin/wrangler.js", import.meta.url));

/** Runs wrangler as `npm run` would. @returns what it printed. @throws Error with that when it did not end well */
export function runWrangler(args: string[]): Promise<string> {
  const child = spawn(process.execPath, [wrangler, ...args], {
    cwd: root,
    // Nothing here needs the network, and nobody watches.
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`wrangler ${args.join(" ")} ended with ${code}:\n${output}`));
    });
  });
}

/**
 * Bundles a Worker as it would be deployed.
 *
 * @param input.entry below the project's folder
 */
export async function buildBundle(input: { folder: string; entry: string }): Promise<void> {
  await runWrangler(["deploy", input.entry, "--env=", "--dry-run", "--outdir", input.folder]);
}
