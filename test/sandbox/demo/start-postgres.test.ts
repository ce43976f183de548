import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const module = new URL("../../../src/sandbox/demo/start-postgres.ts", import.meta.url).href;

it.each([0, 3])("leaves the exit code of whoever uses it as it is: %i", (code) => {
  const script = `await import(${JSON.stringify(module)}); process.exitCode = ${code};`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
  expect({ status, stderr: String(stderr) }).toEqual({ status: code, stderr: "" });
});
