import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as z from "zod";
import type { Document, Example } from "../../../src/classifier/document.ts";

/** One line of a data set. A text's first line is its subject, when there are more. */
const Row = z.object({
  text: z.string(),
  label: z.union([z.string(), z.number()]).transform(String),
  lang: z.string().optional(),
});

/** An example whose language the data set may tell; the classifier never sees it. */
export type DatasetExample = Example & { language?: string };

export interface Dataset {
  name: string;
  train: DatasetExample[];
  test: DatasetExample[];
  /** Texts that belong to none of the labels. */
  outOfScope: Document[];
}

/** What data sets call "none of these". Any other label that training never saw counts as a mistake. */
const outOfScopeLabel = /^(no_nodes_detected|oos|out[_-]of[_-]scope)$/i;

/** @returns the data sets below a folder by name; a few examples a label make sets of their own, "name:train_10" */
export function listDatasets(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^train(_10)?\.jsonl$/.test(entry.name))
    .filter((entry) => existsSync(join(entry.parentPath, "test.jsonl")))
    .map((entry) => {
      const name = relative(folder, entry.parentPath) || ".";
      return entry.name === "train.jsonl" ? name : `${name}:train_10`;
    })
    .sort();
}

export function readDataset(folder: string, name: string): Dataset {
  const [path = ".", split = "train"] = name.split(":");
  const home = join(folder, path);
  const test = readRows(join(home, "test.jsonl"));
  const otherFiles = readdirSync(home).filter((file) => /oos_test\.jsonl$/.test(file));
  const others = otherFiles.flatMap((file) => readRows(join(home, file)));
  return {
    name,
    train: readRows(join(home, `${split}.jsonl`)).filter(({ label }) => !outOfScopeLabel.test(label)),
    test: test.filter(({ label }) => !outOfScopeLabel.test(label)),
    outOfScope: [...test.filter(({ label }) => outOfScopeLabel.test(label)), ...others].map(
      ({ document }) => document,
    ),
  };
}

function readRows(path: string): DatasetExample[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const row = Row.safeParse(JSON.parse(line));
    if (!row.success) throw new Error(`${path}:${index + 1} is not {"text": …, "label": …}`);
    const { text, label, lang } = row.data;
    return [{ document: toDocument(text), label, ...(lang === undefined ? {} : { language: lang }) }];
  });
}

function toDocument(text: string): Document {
  const end = text.indexOf("\n");
  return end < 0 ? { body: text } : { subject: text.slice(0, end), body: text.slice(end + 1) };
}
