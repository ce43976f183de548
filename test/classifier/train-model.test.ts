import { describe, expect, it } from "vitest";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { encodeModel } from "../../src/classifier/model-file.ts";
import { type TrainProgress, trainInSteps, trainModel } from "../../src/classifier/train-model.ts";
import { shopTickets, shuffledTickets } from "./shop-tickets.ts";

describe("training", () => {
  it("learns what the labels have in common, and tells new tickets", () => {
    const predictor = createPredictor(trainModel(shopTickets(300)));
    const unseen = shopTickets(200, 2);
    const right = unseen.filter(({ document, label }) => predictor.predict(document).label === label);
    expect(right.length).toBeGreaterThanOrEqual(195);
    expect(predictor.predict({ body: "the tent was never delivered" })).toMatchObject({ label: "delivery" });
  });

  it("gives the same bytes for the same examples and seed", () => {
    const first = encodeModel(trainModel(shopTickets(120), { seed: 7 }));
    const second = encodeModel(trainModel(shopTickets(120), { seed: 7 }));
    expect(Buffer.from(first).equals(second)).toBe(true);
  });

  it("calls labels that were dealt out at random not learnable, and is sure of nothing", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const model = trainModel(shuffledTickets(200, seed));
      expect(model.learnability).toBe("not learnable");
      const predictor = createPredictor(model, 0.8);
      const told = shopTickets(100, 9).map(({ document }) => predictor.predict(document));
      expect(told.filter(({ isSure, confidence }) => isSure || confidence > 0.5)).toEqual([]);
    }
  });

  it("does not take a label that nearly all tickets have for knowledge", () => {
    const examples = shuffledTickets(300).map(({ document }, index) => ({
      document,
      label: index % 20 === 0 ? "rare" : "usual",
    }));
    expect(trainModel(examples).learnability).toBe("not learnable");
  });

  it("tells its progress from 0 to 1 in each stage, step by step", () => {
    const progress: TrainProgress[] = [];
    const steps = trainInSteps(shopTickets(150));
    for (let step = steps.next(); !step.done; step = steps.next()) progress.push(step.value);
    expect([...new Set(progress.map(({ stage }) => stage))]).toEqual(["reading", "testing", "training"]);
    expect(progress.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
    expect(progress.at(-1)).toEqual({ stage: "training", share: 1 });
  });

  it("is not impressed by variants of what it saw", () => {
    const random = shuffledTickets(60);
    const variants = [" please", " thanks", " now", " today", " again"].flatMap((ending) =>
      random.map(({ document, label }, index) => ({
        document: { body: `${index} ${document.body} ${index} ${ending}` },
        label,
        group: String(index),
      })),
    );
    const ungrouped = variants.map(({ document, label }) => ({ document, label }));
    expect(trainModel(ungrouped).metrics.accuracy).toBeGreaterThan(0.6);
    expect(trainModel(variants).metrics.accuracy).toBeLessThan(0.5);
  });

  it("copes with one label, with none and with empty texts", () => {
    const one = trainModel([{ document: { body: "hello" }, label: "only" }]);
    expect(createPredictor(one).predict({ body: "hello" })).toMatchObject({ label: "only", isSure: false });
    const none = trainModel([]);
    expect(createPredictor(none).predict({ body: "hello" })).toMatchObject({ label: "", isSure: false });
    const empty = trainModel(shopTickets(40).map(({ label }) => ({ document: { body: "" }, label })));
    expect(empty.learnability).toBe("not learnable");
    expect(createPredictor(empty).explain({ body: "" }).explanation.words).toEqual([]);
  });
});
