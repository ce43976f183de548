import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPredictor, type Explanation } from "../../src/classifier/create-predictor.ts";
import { bodyLimit } from "../../src/classifier/document.ts";
import { bagOf } from "../../src/classifier/features/bag.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { shopTickets } from "./shop-tickets.ts";

const model = trainModel(shopTickets(300));
const predictor = createPredictor(model);

const someText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(fc.constantFrom("return", "refund", "card", "the", "lamp", "Größe", "返品", "48213", "…"), {
      maxLength: 60,
    })
    .map((words) => words.join(" ")),
  fc.nat({ max: 299 }).map((index) => shopTickets(300)[index]?.document.body ?? ""),
);
const someDocument = fc.record({ subject: someText, body: someText }, { requiredKeys: ["body"] });

describe("an explanation", () => {
  it("adds up to the lead of the label over the runner-up, word by word, for any text", () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const { lead, bias, words } = predictor.explain(document).explanation;
        const sum = words.reduce((total, { contribution }) => total + contribution, bias);
        expect(Math.abs(sum - lead)).toBeLessThan(1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it("points at words of the text given", () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const { words } = predictor.explain(document).explanation;
        for (const { part, start, end } of words) {
          const text = (part === "subject" ? document.subject : document.body) ?? "";
          expect(text.slice(start, end)).toMatch(/^[^\s\p{P}]+$/u);
        }
      }),
    );
  });

  it("tells of any label why it is not the best, and refuses one that does not exist", () => {
    const document = { body: "my card was declined for the lamp" };
    const { explanation } = predictor.explain(document, "returns");
    expect(explanation).toMatchObject({ label: "returns", against: "payment" });
    expect(explanation.lead).toBeLessThan(0);
    const sum = explanation.words.reduce((total, { contribution }) => total + contribution, explanation.bias);
    expect(Math.abs(sum - explanation.lead)).toBeLessThan(1e-9);
    expect(() => predictor.explain(document, "weather")).toThrow('The model knows no label "weather".');
  });

  it("names the words that matter", () => {
    const body = "Good morning! my card was declined for the lamp";
    const { label, explanation } = predictor.explain({ body });
    expect(label).toBe("payment");
    expect(strongest(explanation, body).slice(0, 2).sort()).toEqual(["card", "declined"]);
  });
});

describe("a prediction", () => {
  it("is the same with and without its explanation", () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const { explanation: _, ...prediction } = predictor.explain(document);
        expect(prediction).toEqual(predictor.predict(document));
      }),
    );
  });

  it("is explained on demand where it is sure, from n-grams that were counted once", () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const bag = bagOf(document);
        const explained = predictor.explain(document);
        expect(predictor.explain(bag)).toEqual(explained);
        const told = predictor.attributeIfSure(bag);
        expect(told !== undefined).toBe(explained.isSure);
        if (!told) return;
        const { attribution, ...prediction } = told;
        const { words, ...rest } = explained.explanation;
        expect({ ...prediction, explanation: rest }).toMatchObject({
          ...predictor.predict(document),
          explanation: { lead: attribution.lead, bias: attribution.bias, label: attribution.label },
        });
        expect([...attribution.contributions]).toEqual(words.map(({ contribution }) => contribution));
      }),
    );
  });

  it("does not depend on what was read before", () => {
    const before = predictor.predict({ body: "where is my kettle" });
    predictor.predict({ body: "charged twice for one desk" });
    expect(predictor.predict({ body: "where is my kettle" })).toEqual(before);
  });

  it("has a confidence from 0 to 1 for any text", () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        const { confidence } = predictor.predict(document);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is neither sure nor familiar on a text of other words", () => {
    for (const body of [
      "",
      "zzz qqq",
      "Quarterly board meeting minutes attached",
      "ご注文ありがとうございます",
    ]) {
      expect(predictor.predict({ body })).toMatchObject({ isSure: false, isFamiliar: false });
    }
  });

  it("reads no further than its limit", () => {
    const body = `where is my kettle ${"x ".repeat(bodyLimit)}`;
    expect(predictor.predict({ body: `${body} refund refund` })).toEqual(predictor.predict({ body }));
  });

  it("is sure less often the more precision is promised", () => {
    const promises = [0.8, 0.9, 0.98].map((promised) =>
      model.promises.find((point) => point.promised === promised),
    );
    const thresholds = promises.map((point) => point?.threshold ?? Number.NaN);
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => a - b));
    expect(createPredictor(model, 0.5).predict({ body: "where is my kettle" }).isSure).toBe(false);
  });
});

function strongest({ words }: Explanation, body: string): string[] {
  return words
    .toSorted((a, b) => b.contribution - a.contribution)
    .map(({ start, end }) => body.slice(start, end));
}
