import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Example } from "../../src/classifier/document.ts";
import { shopTickets } from "../classifier/shop-tickets.ts";
import { listDatasets, readDataset } from "./classifier/read-dataset.ts";

const command = fileURLToPath(new URL("./eval-classifier.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "signalbox-eval-"));
write("train", shopTickets(200));
write("train_10", shopTickets(40));
write("test", [...shopTickets(60, 2), { document: { body: "tell me a joke" }, label: "oos" }]);
const english = shopTickets(100).map(({ document, label }) => ({ text: document.body, label, lang: "en" }));
writeRows("languages/train", english);
writeRows("languages/test", [...english, { text: "guten Tag", label: "greetings", lang: "de" }]);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run eval:classifier", () => {
  it("measures a set, and the same with shuffled labels", () => {
    const said = run("--data", folder, "--dataset", "shops/lamps", "--markdown");
    expect(said).toMatch(/accuracy +(9\d|100)\.\d/);
    expect(said).toMatch(/labels shuffled +not learnable, 0\.0 sure/);
    expect(said).toContain("| shops/lamps (200/60, 4) |");
  });

  it("tells the weakest language where a set has several", () => {
    expect(run("--dataset", join(folder, "languages"))).toMatch(/weakest language +de 0\.0/);
  });

  it("takes a path too", () => {
    expect(run("--dataset", join(folder, "shops/lamps:train_10"))).toContain("lamps:train_10 (40/60, 4)");
  });

  it("says what is missing rather than measure nothing in silence", () => {
    expect(run("--dataset", "banking77")).toBe(
      "Skipped banking77: no folder was given. Say --data FOLDER, or set SIGNALBOX_EVAL_DATA.\n",
    );
    expect(run("--dataset", "banking77", "--data", folder)).toContain(
      "has languages, shops/lamps, shops/lamps:train_10",
    );
    expect(run("--dataset", "all", "--data", "/nowhere")).toContain("there is no folder /nowhere");
  });
});

describe("a data set", () => {
  it("is found by its folder, and its out-of-scope texts are kept apart", () => {
    expect(listDatasets(folder)).toEqual(["languages", "shops/lamps", "shops/lamps:train_10"]);
    const { train, test, outOfScope } = readDataset(folder, "shops/lamps");
    expect([train.length, test.length]).toEqual([200, 60]);
    expect(outOfScope).toEqual([{ body: "tell me a joke" }]);
  });
});

function write(split: string, examples: Example[]): void {
  writeRows(
    `shops/lamps/${split}`,
    examples.map(({ document, label }) => ({
      text: [document.subject, document.body].filter(Boolean).join("\n"),
      label,
    })),
  );
}

function writeRows(path: string, rows: readonly object[]): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, `${path}.jsonl`), rows.map((row) => JSON.stringify(row)).join("\n"));
}

function run(...options: string[]): string {
  const { SIGNALBOX_EVAL_DATA: _, ...env } = process.env;
  return execFileSync(process.execPath, [command, ...options], { encoding: "utf8", env });
}
