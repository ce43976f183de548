import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/routing/canonical-json.ts";
import { fingerprintOf, shareOf } from "../../src/routing/fingerprint.ts";

const json = fc.jsonValue({ maxDepth: 4 });

test("equal values have equal fingerprints, whatever the order of their keys", () => {
  fc.assert(
    fc.property(json, (value) => {
      assert.equal(fingerprintOf(JSON.parse(canonicalJson(value))), fingerprintOf(value));
    }),
  );
});

test("different values have different fingerprints", () => {
  fc.assert(
    fc.property(json, json, (left, right) => {
      const equal = canonicalJson(left) === canonicalJson(right);
      assert.equal(fingerprintOf(left) === fingerprintOf(right), equal);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  [
    { a: "x", b: "y" },
    { a: "y", b: "x" },
  ],
  [
    ["ab", "c"],
    ["a", "bc"],
  ],
  [["", ""], [""]],
  [{ a: { b: 1 } }, { a: 1, b: {} }],
  [1, "1"],
  [0, null],
  [0, false],
  [[], {}],
  ["a\u0000", "a"],
  [0.1, 0.2],
  [2 ** 31, -(2 ** 31)],
])("tells %j from %j", (left, right) => {
  expect(fingerprintOf(left)).not.toBe(fingerprintOf(right));
});

test("one letter changed anywhere in a long text changes the fingerprint", () => {
  const text = "where is my parcel? ".repeat(60);
  const seen = new Set(
    Array.from(text, (_letter, at) => fingerprintOf(`${text.slice(0, at)}!${text.slice(at + 1)}`)),
  );
  // Where the text has a "?" the "!" is a change as well: none of them falls together.
  expect(seen.size).toBe(text.length);
});

test("a property that is undefined counts as absent", () => {
  expect(fingerprintOf({ a: 1, b: undefined })).toBe(fingerprintOf({ a: 1 }));
});

test("the digits are these on every runtime", () => {
  expect(fingerprintOf({ ticket: "Größe 42", tags: ["a", "b"], value: 12.5, none: null, yes: true })).toBe(
    "f9f8e3acc876e73e",
  );
});

test("shares of tickets and agents are spread evenly", () => {
  const slots = new Array<number>(20).fill(0);
  for (let ticket = 0; ticket < 2000; ticket++) {
    for (let agent = 0; agent < 10; agent++) {
      const share = shareOf([String(ticket), `a${agent}`]);
      slots[Math.floor(share * 20)] = (slots[Math.floor(share * 20)] ?? 0) + 1;
    }
  }
  // Chi-squared with 19 degrees of freedom stays under 43.8 with a probability of 99.9 %.
  const expected = 1000;
  const chiSquared = slots.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquared).toBeLessThan(43.8);
});
