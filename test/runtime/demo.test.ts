import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, inject, it } from "vitest";
import { childEnv } from "../../src/sandbox/demo/child-env.ts";
import type { Comparison } from "../../src/sandbox/demo/compare-decisions.ts";
import type { TicketReport } from "../../src/sandbox/demo/ticket-report.ts";
import { waitFor } from "../support/wait-for.ts";

const demo = fileURLToPath(new URL("../../src/sandbox/demo/demo.ts", import.meta.url));
const server = fileURLToPath(new URL("../../src/runtime/node.ts", import.meta.url));

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-demo-"));
  folders.push(folder);
  return folder;
}

/** A data folder with an empty database, for what is not about making one. */
function preparedFolder(): string {
  const folder = newFolder();
  cpSync(inject("dataFolderTemplate"), folder, { recursive: true });
  return folder;
}

function run(script: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    env: childEnv(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.err += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  return { child, output, ended };
}

describe("the demo", () => {
  it.each([
    ["zendesk", 1, ["first"]],
    ["freshdesk", 1, ["first"]],
    ["both", 2, ["first", "second"]],
  ])(
    "prints a line for each ticket and a summary with %s, and again on its data",
    async (helpdesk, shops, runs) => {
      const folder = helpdesk === "zendesk" ? newFolder() : preparedFolder();
      for (const _run of runs) {
        const options = ["--tickets", "5", "--json", "--data", folder, "--seed", "4", "--helpdesk", helpdesk];
        const { output, ended } = run(demo, options);
        expect({ code: await ended, err: output.err }).toEqual({ code: 0, err: "" });
        const lines = output.out
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown);
        const summaries = lines.slice(-shops);
        expect(summaries).toMatchObject(
          Array.from({ length: shops }, () => ({ summary: { tickets: 5, disagreements: 0, other: 0 } })),
        );
        const reports = lines.slice(0, -shops) as TicketReport[];
        const ids = [1001, 1002, 1003, 1004, 1005];
        expect(reports.map((report) => report.id).sort()).toEqual(
          ids.flatMap((id) => Array.from({ length: shops }, () => id)),
        );
        for (const report of reports) {
          expect(report).toMatchObject({ group: expect.any(String), why: expect.any(String), agrees: true });
          expect(report.ms).toBeGreaterThan(0);
        }
      }
    },
    120_000,
  );

  it("keeps its data in a PostgreSQL of its own, where asked to", async () => {
    const options = ["--tickets", "5", "--json", "--helpdesk", "freshdesk", "--engine", "postgresql"];
    const folder = newFolder();
    const { output, ended } = run(demo, [...options, "--data", folder]);
    expect({ code: await ended, err: output.err }).toEqual({ code: 0, err: "" });
    expect(output.out).toContain('"summary":{"helpdesk":"freshdesk","tickets":5,');
    // Nothing but keys: PGlite would have its files here.
    expect(readdirSync(folder).filter((name) => name.startsWith("pg"))).toEqual([]);
  }, 120_000);

  it("decides the same 200 tickets alike in both, but for differences that it can explain", async () => {
    const folder = preparedFolder();
    const { output, ended } = run(demo, ["--helpdesk", "both", "--compare", "--json", "--data", folder]);
    expect({ code: await ended, err: output.err }).toEqual({ code: 0, err: "" });
    const { comparison } = JSON.parse(output.out) as { comparison: Comparison };
    expect(comparison).toMatchObject({ tickets: 200, same: { queue: 200, tags: 200 } });
    const reasons = Map.groupBy(comparison.differences, (difference) => difference.because);
    expect([...reasons.keys()]).not.toContain(undefined);
    expect([...reasons.keys()].join()).toMatch(/every ticket a priority.*other channels/);
  }, 240_000);

  it("stops cleanly at Ctrl-C, its server with it", async () => {
    const { child, output, ended } = run(demo, ["--tickets", "2", "--data", preparedFolder()]);
    await waitFor("the demo to be done", () => (output.out.includes("Ctrl-C stops them") ? true : undefined));
    const url = /http:\/\/127\.0\.0\.1:\d+(?=\/enter)/.exec(output.out)?.[0] ?? "";
    expect((await fetch(`${url}/healthz`)).ok).toBe(true);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  }, 120_000);

  it("says what an option should be", async () => {
    const { output, ended } = run(demo, ["--tickets", "many"]);
    expect(await ended).toBe(1);
    expect(output.err).toBe('--tickets takes a whole number from 1 to 100000, not "many"\n');
    const other = run(demo, ["--helpdesk", "pigeons"]);
    expect(await other.ended).toBe(1);
    expect(other.output.err).toBe('--helpdesk takes zendesk, freshdesk or both, not "pigeons"\n');
  });
});

describe("the server", () => {
  it("names each variable that is wrong, and does not start", async () => {
    const { output, ended } = run(server, [], { PORT: "eighty", DATABASE_URL: "mysql://here" });
    expect(await ended).toBe(1);
    expect(output.err).toContain("PORT:");
    expect(output.err).toContain("DATABASE_URL: give a PostgreSQL address");
  });

  it("stops within its grace at SIGTERM and leaves the folder free for the next start", async () => {
    const folder = preparedFolder();
    for (const _run of ["first", "second"]) {
      const { child, output, ended } = run(server, [], { PORT: "0", SIGNALBOX_DATA_DIR: folder });
      await waitFor("the server to listen", () => (output.out.includes("listens on") ? true : undefined));
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    }
  }, 120_000);

  it("refuses a data folder that another process uses, and says what to do", async () => {
    const folder = preparedFolder();
    const first = run(server, [], { PORT: "0", SIGNALBOX_DATA_DIR: folder });
    await waitFor("the server to listen", () => (first.output.out.includes("listens on") ? true : undefined));
    const second = run(server, [], { PORT: "0", SIGNALBOX_DATA_DIR: folder });
    expect(await second.ended).toBe(1);
    expect(second.output.err).toContain("set SIGNALBOX_DATA_DIR to another folder");
  }, 120_000);
});
