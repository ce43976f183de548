import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Example } from "../../src/classifier/document.ts";
import { shopTickets } from "../classifier/shop-tickets.ts";
import { listDatasets, readDataset } from "./classifier/read-dataset.ts";

const command = fileURLToPath(new URL("./eval-classifier.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "signalbox-eval-"));
mkdirSync(join(folder, "shops/lamps"), { recursive: true });
write("train", shopTickets(200));
write("train_10", shopTickets(40));
write("test", [...shopTickets(60, 2), { document: { body: "tell me a joke" }, label: "oos" }]);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run eval:classifier", () => {
  it("measures a set, and the same with shuffled labels", () => {
    const said = run("--data", folder, "--dataset", "shops/lamps", "--markdown");
    expect(said).toMatch(/accuracy +(9\d|100)\.\d/);
    expect(said).toMatch(/labels shuffled +not learnable, 0\.0 sure/);
    expect(said).toContain("| shops/lamps (200/60, 4) |");
  });

  it("takes a path too", () => {
    expect(run("--dataset", join(folder, "shops/lamps:train_10"))).toContain("lamps:train_10 (40/60, 4)");
  });

  it("says what is missing rather than measure nothing in silence", () => {
    expect(run("--dataset", "banking77")).toBe(
      "Skipped banking77: no folder was given. Say --data FOLDER, or set SIGNALBOX_EVAL_DATA.\n",
    );
    expect(run("--dataset", "banking77", "--data", folder)).toContain(
      "has shops/lamps, shops/lamps:train_10",
    );
    expect(run("--dataset", "all", "--data", "/nowhere")).toContain("there is no folder /nowhere");
  });
});

describe("a data set", () => {
  it("is found by its folder, and its out-of-scope texts are kept apart", () => {
    expect(listDatasets(folder)).toEqual(["shops/lamps", "shops/lamps:train_10"]);
    const { train, test, outOfScope } = readDataset(folder, "shops/lamps");
    expect([train.length, test.length]).toEqual([200, 60]);
    expect(outOfScope).toEqual([{ body: "tell me a joke" }]);
  });
});

function write(split: string, examples: Example[]): void {
  const lines = examples.map(({ document, label }) =>
    JSON.stringify({ text: [document.subject, document.body].filter(Boolean).join("\n"), label }),
  );
  writeFileSync(join(folder, "shops/lamps", `${split}.jsonl`), lines.join("\n"));
}

function run(...options: string[]): string {
  const { SIGNALBOX_EVAL_DATA: _, ...env } = process.env;
  return execFileSync(process.execPath, [command, ...options], { encoding: "utf8", env });
}
