import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { childEnv } from "../../../src/sandbox/demo/child-env.ts";
import { startPostgres } from "../../../src/sandbox/demo/start-postgres.ts";
import { type BenchedHelpdesk, benchedHelpdesks } from "./build-delivery.ts";

// Compares the durable accept of a webhook with what it cannot be faster than, in one run. Read the ratios: the
// absolute figures belong to the machine and to its neighbours.
const rounds = 3;
const warmUpSeconds = 4;
const secondsPerRun = 4;
const connections = 64;
const pacedRate = 300;
const secret = "bench-secret-bench-secret";
/** As `npm start` has it: what a request needs is gone before it is looked at for the first time. */
const asStarted = "--max-semi-space-size=64";

interface Result {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failures: number;
}

const { values } = parseArgs({ options: { helpdesk: { type: "string", default: "zendesk" } } });
const helpdesk = helpdeskNamed(values.helpdesk);
const folder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
const cluster = await startPostgres();
const variants = [
  { name: "bare Hono POST", mode: "bare", env: {} },
  { name: "verify only", mode: "verify", env: {} },
  {
    name: "durable accept, PostgreSQL",
    mode: "durable",
    env: { DATABASE_URL: `${cluster.url}/postgres`, SIGNALBOX_DATA_DIR: join(folder, "a") },
  },
  { name: "durable accept, PGlite", mode: "durable", env: { SIGNALBOX_DATA_DIR: join(folder, "b") } },
];

try {
  const fast = new Map<string, Result[]>();
  const paced = new Map<string, Result[]>();
  for (let round = 0; round < rounds; round++) {
    for (const variant of variants) {
      const server = await startServer(variant);
      // The first requests are for the compiler, which is at work for seconds.
      await generate(server.port, { seconds: warmUpSeconds, rate: 0 });
      push(fast, variant.name, await generate(server.port, { seconds: secondsPerRun, rate: 0 }));
      push(paced, variant.name, await generate(server.port, { seconds: secondsPerRun, rate: pacedRate }));
      await stop(server.child);
    }
  }
  print(fast, paced);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

function helpdeskNamed(name: string): BenchedHelpdesk {
  const found = benchedHelpdesks.find((one) => one === name);
  if (found) return found;
  process.stderr.write(`--helpdesk is one of ${benchedHelpdesks.join(" and ")}\n`);
  process.exit(2);
}

function push(results: Map<string, Result[]>, name: string, result: Result): void {
  results.set(name, [...(results.get(name) ?? []), result]);
}

function print(fast: Map<string, Result[]>, paced: Map<string, Result[]>): void {
  const floor = median(fast.get("bare Hono POST"), "perSecond");
  const verifyP50 = median(paced.get("verify only"), "p50Ms");
  const rows = variants.map(({ name }) => ({
    variant: name,
    "requests/s": Math.round(median(fast.get(name), "perSecond")),
    "of bare POST": (median(fast.get(name), "perSecond") / floor).toFixed(2),
    "p50 ms": median(fast.get(name), "p50Ms").toFixed(1),
    "p99 ms": median(fast.get(name), "p99Ms").toFixed(1),
    [`p50 ms at ${pacedRate}/s`]: median(paced.get(name), "p50Ms").toFixed(2),
    "over verify only, ms": (median(paced.get(name), "p50Ms") - verifyP50).toFixed(2),
    failures: [...(fast.get(name) ?? []), ...(paced.get(name) ?? [])].reduce(
      (sum, one) => sum + one.failures,
      0,
    ),
  }));
  const heads = Object.keys(rows[0] ?? {});
  const cells = [heads, ...rows.map((row) => Object.values(row).map(String))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
  }
  process.stdout.write(
    `\nMedians of ${rounds} interleaved runs of ${secondsPerRun} s, ${connections} connections, true deliveries of ${helpdesk} with 2 KB.\n`,
  );
}

function median(results: Result[] | undefined, field: keyof Result): number {
  const values = (results ?? []).map((result) => result[field]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function startServer(variant: {
  mode: string;
  env: Record<string, string>;
}): Promise<{ child: ChildProcess; port: number }> {
  const script = fileURLToPath(new URL("intake-server.ts", import.meta.url));
  const child = spawn(process.execPath, [asStarted, script, variant.mode, helpdesk, secret], {
    env: childEnv(variant.env),
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, port: Number(await firstLine(child)) };
}

async function generate(port: number, run: { seconds: number; rate: number }): Promise<Result> {
  const script = fileURLToPath(new URL("load-generator.ts", import.meta.url));
  const args = [script, helpdesk, port, secret, run.seconds, connections, run.rate].map(String);
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(await firstLine(child)) as Result;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf("\n");
      if (end !== -1) resolve(text.slice(0, end));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it said anything`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
