import assert from "node:assert/strict";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { test } from "vitest";
import { leadingLiterals } from "../../src/routing/leading-literals.ts";
import { nowhere, preparePattern } from "../../src/routing/prepare-pattern.ts";
import { lowerForLiterals, requiredLiteral } from "../../src/routing/required-literal.ts";
import { containsPhrase } from "../../src/routing/text/contains-phrase.ts";
import { fold } from "../../src/routing/text/fold.ts";
import { buildPhraseTable, scanPhrases } from "../../src/routing/text/phrase-table.ts";

const pieces = fc.constantFrom(
  "a",
  "b",
  "ab",
  "order",
  " ",
  "  ",
  "-",
  "#",
  "1",
  "退",
  "款",
  "é",
  "ſ",
  "K",
  "İ",
  "😀",
  "\n",
  "ß",
);
const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));

test("one pass finds what single searches find", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), text, (raw, body) => {
      const phrases = [...new Set(raw.map(fold))];
      const folded = fold(body);
      const found = { marks: new Uint8Array(phrases.length), numbers: [] };
      scanPhrases(buildPhraseTable(phrases), folded, found);
      assert.deepEqual(
        [...found.marks].map(Boolean),
        phrases.map((phrase) => containsPhrase(folded, phrase)),
      );
    }),
    { numRuns: 3000, seed: 6 },
  );
});

test("folding twice is folding once", () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: "grapheme" })), (body) => {
      assert.equal(fold(fold(body)), fold(body));
    }),
    { numRuns: 3000, seed: 7 },
  );
});

const atom = fc.constantFrom(
  "a",
  "b",
  "order",
  "\\s",
  "\\d",
  "[ab]",
  "[|x]",
  ".",
  "(a|b)",
  "(ab|order)",
  "(?:a)",
  "#",
  "é",
  "k",
  "s",
  "\\b",
  "^",
  "$",
  "-",
);
const quantifier = fc.constantFrom("", "", "", "?", "*", "+", "{2}", "{1,3}", "*?");
const pattern = fc
  .array(fc.tuple(atom, quantifier), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([one, times]) => (/^(\\b|\^|\$)$/.test(one) ? one : one + times)).join(""));
const alternatives = fc.array(pattern, { minLength: 1, maxLength: 2 }).map((all) => all.join("|"));

test("looking for literals first changes no pattern's answer", () => {
  fc.assert(
    fc.property(alternatives, text, (source, body) => {
      const plain = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).matcher(body).find();
      const prepared = preparePattern(source);
      const lower = lowerForLiterals(body);
      const place = prepared.locate(body, lower);
      assert.equal(place !== nowhere, plain, `${leadingLiterals(source)} / ${requiredLiteral(source)}`);
      const part = place === nowhere ? undefined : prepared.find(body, place);
      if (part !== undefined) assert.ok(plain && body.includes(part));
    }),
    { numRuns: 6000, seed: 8 },
  );
});
