import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/routing/canonical-json.ts";
import {
  digestOf,
  fingerprintOf,
  shareOf,
  shareOfPair,
  smallestPair,
} from "../../src/routing/fingerprint.ts";

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

test("shares of values, and of pairs of them, are spread evenly", () => {
  const singles: number[] = [];
  const pairs: number[] = [];
  for (let ticket = 0; ticket < 2000; ticket++) {
    for (let agent = 0; agent < 10; agent++) {
      singles.push(shareOf([String(ticket), `a${agent}`]));
      pairs.push(shareOfPair(digestOf(String(ticket)), digestOf(`a${agent}`)));
    }
  }
  for (const shares of [singles, pairs]) {
    expect(chiSquared(20, shares, (share) => Math.floor(share * 20))).toBeLessThan(43.8);
  }
});

test.each([
  ["numbers in a row", (n: number) => String(n)],
  ["long numbers that end in zeros", (n: number) => String((360_000_000_000 + n) * 1000)],
])("of pairs with one value in common, each is the smallest as often as the others: %s", (_name, idOf) => {
  const agents = Array.from({ length: 20 }, (_none, n) => digestOf(idOf(n)));
  const smallest = Array.from({ length: 20_000 }, (_none, n) => {
    const ticket = digestOf(idOf(5000 + n));
    const shares = agents.map((agent) => shareOfPair(ticket, agent));
    return shares.indexOf(Math.min(...shares));
  });
  expect(chiSquared(20, smallest, (place) => place)).toBeLessThan(43.8);
  // And whoever was first says nothing of who is first next.
  const steps = smallest.slice(1).map((place, n) => (place - (smallest[n] ?? 0) + 20) % 20);
  expect(chiSquared(20, steps, (step) => step)).toBeLessThan(43.8);
});

test("which pair is the smallest is what the shares of all pairs say, also where they are alike", () => {
  // Those that differ in the last bits only are level in the first half of their share.
  const alike = fc.record({ a: fc.nat(1), b: fc.nat(127) });
  const lots = fc.array(fc.oneof(alike, fc.string().map(digestOf)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(alike, fc.string().map(digestOf)), lots, fc.nat(29), (value, others, more) => {
      const count = Math.min(more + 1, others.length);
      const shares = others.slice(0, count).map((other) => shareOfPair(value, other));
      expect(smallestPair(value, others, count)).toBe(shares.indexOf(Math.min(...shares)));
    }),
    { numRuns: 2000 },
  );
});

/** With 19 degrees of freedom it stays under 43.8 with a probability of 99.9 %. */
function chiSquared(slotCount: number, values: number[], slotOf: (value: number) => number): number {
  const slots = new Array<number>(slotCount).fill(0);
  for (const value of values) slots[slotOf(value)] = (slots[slotOf(value)] ?? 0) + 1;
  const expected = values.length / slotCount;
  return slots.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
