import { createPredictor } from "../../../src/classifier/create-predictor.ts";
import { decodeModel, encodeModel } from "../../../src/classifier/model-file.ts";
import type { Judged } from "../../../src/classifier/quality/coverage.ts";
import type { Learnability } from "../../../src/classifier/quality/learnability.ts";
import { accuracyOf, calibrationErrorOf, macroF1Of } from "../../../src/classifier/quality/metrics.ts";
import { trainModel } from "../../../src/classifier/train-model.ts";
import { createRandom } from "../../../src/classifier/training/seeded-random.ts";
import { measureDeletion } from "./measure-deletion.ts";
import { measureSpeed, type Speed } from "./measure-speed.ts";
import type { Dataset } from "./read-dataset.ts";

export interface Measurement extends Speed {
  name: string;
  rows: { train: number; test: number; labels: number };
  accuracy: number;
  macroF1: number;
  calibrationError: number;
  learnability: Learnability;
  /** With the threshold that training fixed for a precision of 90 %. */
  promise: { coverage: number; precision: number };
  /** With a threshold found on the test itself: only to compare with figures that were found so. */
  bestCoverage: number;
  outOfScope?: OutOfScope;
  /** Where a set has several languages: the one in which the fewest labels are right. */
  weakestLanguage?: { language: string; accuracy: number };
  trainSeconds: number;
  modelBytes: number;
  /** How much more the lead falls without the three words that the explanation names than without three others. */
  deletionRatio: number;
  shuffled: { learnability: Learnability; aboveHalf: number; sure: number };
}

export interface OutOfScope {
  rows: number;
  /** Share of the labelled texts that are called unfamiliar, and of the others. */
  inScopeRejected: number;
  recall: number;
  /** Right label, or rightly none, below a confidence of 0.7. */
  jointAccuracy: number;
}

const seed = 1;

export function measureDataset(dataset: Dataset): Measurement {
  const { train, test } = dataset;
  const startedMs = performance.now();
  const bytes = encodeModel(trainModel(train, { seed }));
  const trainSeconds = (performance.now() - startedMs) / 1000;
  const model = decodeModel(bytes);
  const predictor = createPredictor(model);
  const numbers = new Map(
    [...new Set([...train, ...test].map(({ label }) => label))].map((label, n) => [label, n]),
  );
  const told = test.map(({ document, label, language }) => {
    const prediction = predictor.predict(document);
    return {
      ...prediction,
      language,
      target: numbers.get(label) ?? -1,
      label: numbers.get(prediction.label) ?? -1,
      isRight: prediction.label === label,
    };
  });
  const sure = told.filter(({ isSure }) => isSure);
  const documents = test.map(({ document }) => document);
  return {
    name: dataset.name,
    rows: { train: train.length, test: test.length, labels: model.labels.length },
    accuracy: accuracyOf(told),
    macroF1: macroF1Of(told),
    calibrationError: calibrationErrorOf(told),
    learnability: model.learnability,
    promise: { coverage: sure.length / told.length, precision: accuracyOf(sure) },
    bestCoverage: bestCoverageOf(told),
    ...(dataset.outOfScope.length > 0 ? { outOfScope: measureOutOfScope() } : {}),
    ...findWeakestLanguage(told),
    trainSeconds,
    modelBytes: bytes.length,
    ...measureSpeed(predictor, documents),
    deletionRatio: measureDeletion(predictor, documents),
    shuffled: measureShuffled(dataset),
  };

  function measureOutOfScope(): OutOfScope {
    const others = dataset.outOfScope.map((document) => predictor.predict(document));
    const right = told.filter(({ isRight, confidence }) => isRight && confidence >= 0.7).length;
    const rejected = others.filter(({ confidence }) => confidence < 0.7).length;
    return {
      rows: others.length,
      inScopeRejected: told.filter(({ isFamiliar }) => !isFamiliar).length / told.length,
      recall: others.filter(({ isFamiliar }) => !isFamiliar).length / others.length,
      jointAccuracy: (right + rejected) / (told.length + others.length),
    };
  }
}

function findWeakestLanguage(
  told: readonly (Judged & { language: string | undefined })[],
): Pick<Measurement, "weakestLanguage"> {
  const languages = [...Map.groupBy(told, ({ language }) => language)].flatMap(([language, rows]) =>
    language === undefined ? [] : [{ language, accuracy: accuracyOf(rows) }],
  );
  if (languages.length < 2) return {};
  return { weakestLanguage: languages.reduce((low, one) => (one.accuracy < low.accuracy ? one : low)) };
}

/** The same texts with labels dealt out anew: nothing can be learned, and the model has to say so. */
function measureShuffled({ train, test }: Dataset): Measurement["shuffled"] {
  const random = createRandom(seed);
  const labels = train
    .map(({ label }) => ({ label, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ label }) => label);
  const model = trainModel(
    train.map(({ document }, index) => ({ document, label: labels[index] ?? "" })),
    { seed },
  );
  const predictor = createPredictor(model);
  const told = test.map(({ document }) => predictor.predict(document));
  return {
    learnability: model.learnability,
    aboveHalf: told.filter(({ confidence }) => confidence > 0.5).length / told.length,
    sure: told.filter(({ isSure }) => isSure).length / told.length,
  };
}

function bestCoverageOf(told: readonly { confidence: number; isRight: boolean }[]): number {
  let [right, best] = [0, 0];
  for (const [index, { isRight }] of told.toSorted((a, b) => b.confidence - a.confidence).entries()) {
    right += isRight ? 1 : 0;
    if (right / (index + 1) >= 0.9) best = index + 1;
  }
  return best / told.length;
}
