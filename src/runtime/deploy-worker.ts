import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { unstable_readConfig } from "wrangler";
import { type DeployConfig, findGaps } from "./find-gaps.ts";

/**
 * `npm run deploy -- --env production`: the check list of docs/deploying.md, as far as a program can go through it, and
 * then the deployment. Nothing is deployed while something is missing.
 */
const { values } = parseArgs({ options: { env: { type: "string" } } });
const root = fileURLToPath(new URL("../../", import.meta.url));
const wrangler = fileURLToPath(new URL("../../node_modules/wrangler/bin/wrangler.js", import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

function run(args: string[], output: "inherit" | "pipe"): { status: number | null; out: string } {
  const stdio: ["inherit", "inherit" | "pipe", "inherit"] = ["inherit", output, "inherit"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, stdio, encoding: "utf8" });
  return { status, out: stdout ?? "" };
}

function deploy(environment: string): number | null {
  const config: DeployConfig = unstable_readConfig({ config: `${root}wrangler.toml`, env: environment });
  const listed = run([wrangler, "secret", "list", "--env", environment], "pipe");
  const secrets = listed.status === 0 ? (JSON.parse(listed.out) as { name: string }[]) : [];
  const gaps = findGaps(
    config,
    secrets.map(({ name }) => name),
  );
  if (!process.env.DATABASE_URL) gaps.push("set DATABASE_URL to the database itself, for the migrations");
  if (gaps.length > 0) {
    print(`Not deployed. docs/deploying.md tells how to\n${gaps.map((gap) => `  - ${gap}`).join("\n")}`);
    return 1;
  }
  const steps = [
    ["test/bench/worker/check-worker.ts"],
    ["src/runtime/migrate.ts"],
    [wrangler, "deploy", "--env", environment],
  ];
  for (const step of steps) {
    const { status } = run(step, "inherit");
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

if (values.env === "staging" || values.env === "production") process.exitCode = deploy(values.env) ?? 1;
else {
  print("Say where: npm run deploy -- --env staging, or --env production");
  process.exitCode = 1;
}
