import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import type { Document, Example } from "../../src/classifier/document.ts";
import { bagOf, decodeBag, encodeBag } from "../../src/classifier/features/bag.ts";
import {
  hashWord,
  neighboursKey,
  openingKey,
  openingWords,
  pairKey,
  shortTextWords,
  visitCharacters,
  wordKey,
} from "../../src/classifier/features/ngrams.ts";
import { wordsOf } from "../../src/classifier/features/words.ts";
import { encodeModel } from "../../src/classifier/model-file.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import { shopTickets } from "./shop-tickets.ts";

const words = fc.array(fc.constantFrom("refund", "Refund", "aaaa", "lamp", "Größe", "返品", "48213", "my"), {
  maxLength: 40,
});
const documents = fc.record({
  subject: words.map((some) => some.slice(0, 6).join(" ")),
  body: words.map((some) => some.join(" ")),
});

describe("a bag of n-grams", () => {
  it("counts each n-gram as often as it stands there, though it takes a word apart but once", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { keys, counts } = bagOf(document);
        expect(new Map([...keys].map((key, place) => [key, counts[place]]))).toEqual(countOneByOne(document));
      }),
    );
  });

  it("tells by the words that a long mail with a subject opens with, when the same ones stand in all", () => {
    const model = trainModel(mailsByOpening(160));
    const predictor = createPredictor(model);
    const right = mailsByOpening(100, 2).filter(
      ({ document, label }) => predictor.predict(document).label === label,
    );
    expect(right.length).toBeGreaterThanOrEqual(95);
  });

  it("comes back from its bytes as it was, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: "grapheme" }),
        fc.string({ maxLength: 50 }),
        (body, subject) => {
          const { keys, blocks, counts, wordCount } = bagOf({ subject, body });
          const bag = { keys, blocks, counts, wordCount };
          expect(decodeBag(encodeBag(bag))).toEqual(bag);
        },
      ),
    );
    expect(() => decodeBag(new Uint8Array(6))).toThrow(RangeError);
  });

  it("teaches the same, to the byte, and is told the same as the text that it was made from", () => {
    const examples = shopTickets(120);
    const kept = (document: Document) => decodeBag(encodeBag(bagOf(document)));
    const bags = examples.map(({ document, label }) => ({ label, document: kept(document) }));
    const model = trainModel(bags);
    expect(encodeModel(model)).toEqual(encodeModel(trainModel(examples)));
    const predictor = createPredictor(model);
    for (const { document } of shopTickets(40, 2)) {
      expect(predictor.predict(kept(document))).toEqual(predictor.predict(document));
    }
  });
});

/** The rules of n-grams without any of the shortcuts. */
function countOneByOne(document: Document): Map<number, number> {
  const counts = new Map<number, number>();
  const all = wordsOf(document);
  const hashes = all.map(({ folded }) => hashWord(folded));
  const subjectLength = all.filter(({ part }) => part === "subject").length;
  for (const [index, { folded, part, weight }] of all.entries()) {
    const add = (key: number) => counts.set(key, (counts.get(key) ?? 0) + weight);
    const hash = hashes[index] ?? 0;
    add(wordKey(hash));
    visitCharacters(folded, add);
    if (all[index - 1]?.part === part) add(neighboursKey(hashes[index - 1] ?? 0, hash));
    if (all.length > shortTextWords) {
      const hasOpening = subjectLength > 0 && subjectLength < all.length;
      if (hasOpening && index < subjectLength + openingWords) add(openingKey(hash));
    } else for (const before of hashes.slice(0, Math.max(index - 1, 0))) add(pairKey(before, hash));
  }
  return counts;
}

/** Each has the words of both labels, between words that are shuffled. */
function mailsByOpening(count: number, seed = 1): Example[] {
  const random = createRandom(seed);
  const filler = "we have been using it for some time and now there is this one thing that we need".split(
    " ",
  );
  const some = (size: number) =>
    Array.from({ length: size }, () => filler[Math.floor(random() * filler.length)]).join(" ");
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = index % 2 === 0 ? ["invoice", "parcel"] : ["parcel", "invoice"];
    return {
      label: first as string,
      document: { subject: "question", body: `${some(2)} ${first} ${some(24)} ${last} ${some(2)}` },
    };
  });
}
