import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "vitest";

const folder = new URL("../../src/routing/", import.meta.url).pathname;
const allowed = /^(\.{1,2}\/|zod$|re2js$|temporal-polyfill$|@noble\/hashes\/)/;
const impure =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.|process\.|globalThis|crypto\.|fetch\(|setTimeout|eval\(|new Function)/;

test.each(globSync("**/*.ts", { cwd: folder }))("%s imports nothing impure and stays short", (file) => {
  const source = readFileSync(folder + file, "utf8");
  for (const [, from] of source.matchAll(/from "([^"]+)"/g)) assert.match(from ?? "", allowed);
  assert.doesNotMatch(source, impure);
  assert.ok(source.split("\n").length <= 300);
});
