import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { decodeModel, encodeModel } from "../../src/classifier/model-file.ts";
import { createRandom } from "../../src/classifier/training/seeded-random.ts";
import { parsePhrases } from "../../src/signals/starter/parse-phrases.ts";
import { trainStarterModel } from "../../src/signals/starter/train-starter-model.ts";
import { writeExamples } from "../../src/signals/starter/write-examples.ts";
import { writePhrase } from "../../src/signals/starter/write-phrase.ts";
import { signalsOf } from "./signals-of.ts";
import { readHeldOut, readPhraseBooks, starterModelFile } from "./starter-files.ts";

const bytes = readFileSync(starterModelFile);
const predictor = createPredictor(decodeModel(bytes));
const books = readPhraseBooks();

describe("the starter model", () => {
  it("is what `npm run model:starter` makes of the phrases, byte for byte", () => {
    expect(Buffer.from(encodeModel(trainStarterModel(books))).equals(bytes)).toBe(true);
  });

  it("is sure of nothing in messages that have none of its intents", () => {
    const others = readHeldOut().filter(({ intent }) => intent === "none");
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter(({ text }) => predictor.predict({ body: text }).isSure)).toEqual([]);
  });

  it("tells what each word adds, and with all else it is the whole lead to the hundredth", () => {
    const hundredths = (amount: number) => Math.round(amount * 100);
    const told = readHeldOut().flatMap(({ text }) => signalsOf(text, text, predictor).intent ?? []);
    expect(told.length).toBeGreaterThan(20);
    for (const { words = [], shares } of told) {
      expect(shares?.words.length).toBe(words.length);
      const parts = [...(shares?.words ?? []), shares?.rest ?? Number.NaN].map(hundredths);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(hundredths(shares?.lead ?? Number.NaN));
      expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(words.length);
    }
  });

  it("is mostly right when it is sure, on messages that were written apart from its phrases", () => {
    const sure = readHeldOut()
      .map(({ intent, text }) => ({ intent, ...predictor.predict({ body: text }) }))
      .filter(({ isSure }) => isSure);
    expect(sure.length).toBeGreaterThan(25);
    const right = sure.filter(({ intent, label }) => intent === label);
    expect(right.length / sure.length).toBeGreaterThan(0.85);
  });

  it.each([
    ["Where is my order 48213?", "order-status"],
    ["Ich möchte meine Bestellung stornieren", "cancel-order"],
    ["Je veux être remboursé pour la chaise", "refund"],
    ["Quiero cancelar mi pedido", "cancel-order"],
    ["Quero cancelar meu pedido", "cancel-order"],
    ["領収書を送ってください", "invoice"],
  ])("reads “%s” as %s, and names the words", (body, intent) => {
    const signal = signalsOf(body, "", predictor).intent;
    expect(signal).toMatchObject({ value: intent });
    for (const word of signal?.words ?? [""]) expect(body).toContain(word);
  });

  it("has every intent in every language", () => {
    const intents = (text: string) =>
      [...new Set(parsePhrases(text).phrases.map(({ intent }) => intent))].sort();
    const english = intents(books.en ?? "");
    expect(english.length).toBe(24);
    for (const text of Object.values(books)) expect(intents(text)).toEqual(english);
  });
});

describe("phrases", () => {
  it("are written in every way that the pattern allows", () => {
    const random = createRandom(1);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
    const written = Array.from({ length: 200 }, () => writePhrase("(a|b [c {x}])", { x: ["1", "2"] }, pick));
    expect([...new Set(written)].sort()).toEqual(["a", "b", "b c 1", "b c 2"]);
  });

  it("are refused with their line when a bracket or an intent is missing", () => {
    expect(() => parsePhrases("## a\nfine\n(broken")).toThrow("Line 3 makes no sense: (broken");
    expect(() => parsePhrases("homeless")).toThrow("Line 1");
  });

  it("keep the variants of one pattern together", () => {
    const examples = writeExamples(
      parsePhrases("@opening = Hi\n## a\n(one|two) [more]\n## b\nother"),
      "en",
      1,
    );
    expect([...new Set(examples.map(({ group, label }) => `${group} ${label}`))]).toEqual([
      "en 0 a",
      "en 1 b",
    ]);
  });
});
