import { createPredictor, type Prediction } from "./create-predictor.ts";
import type { Example } from "./document.ts";
import type { Readable } from "./features/bag.ts";
import type { Model } from "./model.ts";
import { type TrainOptions, type TrainProgress, trainInSteps } from "./train-model.ts";

export interface TimeTest<Sample extends Example<Readable>> {
  model: Model;
  /** The later examples, each with what the model said of it. */
  told: { example: Sample; prediction: Prediction; isRight: boolean }[];
}

const trainedShare = 0.8;

/**
 * Trains on the older four fifths and tests on the newest fifth: tomorrow's tickets are what a model is for, and a
 * random split would let it peek. @param examples oldest first
 */
export function* testByTime<Sample extends Example<Readable>>(
  examples: readonly Sample[],
  options: TrainOptions = {},
): Generator<TrainProgress, TimeTest<Sample>> {
  const cut = Math.floor(examples.length * trainedShare);
  const model = yield* trainInSteps(examples.slice(0, cut), options);
  const predictor = createPredictor(model);
  const told = examples.slice(cut).map((example) => {
    const prediction = predictor.predict(example.document);
    return { example, prediction, isRight: prediction.label === example.label };
  });
  return { model, told };
}
