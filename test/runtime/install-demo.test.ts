import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { childEnv } from "../../src/sandbox/demo/child-env.ts";

const demo = fileURLToPath(new URL("../../src/sandbox/demo/demo.ts", import.meta.url));

it("the demo of an installation keeps every promise, with four processes on one PostgreSQL", async () => {
  const child = spawn(process.execPath, [demo, "--install", "--json", "--seed", "5"], {
    env: childEnv({}),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name?: string; isGood?: boolean; seen?: string });
  expect(lines.filter((line) => line.isGood === false)).toEqual([]);
  expect(lines.at(-1)).toEqual({ summary: { steps: 7, failed: 0 } });
  expect(lines.map((line) => line.seen)).toContainEqual(
    expect.stringContaining("4 processes, 60 tickets at once: 1 renewal (granted), 0 assigned twice"),
  );
  expect(code).toBe(0);
}, 300_000);
