import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "vitest";
import { schemaFile, schemaText } from "./schema-file.ts";

test("the published schema is current (npm run schema)", () => {
  assert.deepEqual(JSON.parse(readFileSync(schemaFile, "utf8")), JSON.parse(schemaText()));
});
