import type { Example } from "./document.ts";
import type { Readable } from "./features/bag.ts";
import { countCorpus } from "./features/corpus.ts";
import { vectorize } from "./features/vectors.ts";
import { selectVocabulary } from "./features/vocabulary.ts";
import type { Model } from "./model.ts";
import { calibrate } from "./training/calibrate.ts";
import { chooseCost } from "./training/choose-cost.ts";
import { crossValidate } from "./training/cross-validate.ts";
import { groupLookAlikes } from "./training/group-look-alikes.ts";
import { createQuantizer } from "./training/quantize.ts";
import { scoreStrangers } from "./training/score-strangers.ts";
import { trainLinear } from "./training/train-linear.ts";

export interface TrainOptions {
  /** The same examples, options and seed give the same bytes. */
  seed?: number;
  /** How many n-grams the model may know. */
  featureCap?: number;
  /** 0 treats all tickets alike, 1 all labels. */
  smallLabelProtection?: number;
}

export interface TrainProgress {
  stage: "reading" | "choosing" | "testing" | "training";
  /** Of the stage; 0 to 1. */
  share: number;
}

/** Runs a training to its end; with a server to keep alive, step through `trainInSteps` instead. */
export function trainModel(examples: readonly Example<Readable>[], options: TrainOptions = {}): Model {
  const steps = trainInSteps(examples, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * A linear classifier of words and parts of words, with confidences that were fitted on held-out examples.
 * Each step takes some ten milliseconds, and tells the progress.
 */
export function* trainInSteps(
  examples: readonly Example<Readable>[],
  { seed = 1, featureCap = 40_000, smallLabelProtection = 0.5 }: TrainOptions = {},
): Generator<TrainProgress, Model> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length > 65_535) throw new RangeError("A model can tell at most 65,535 labels apart.");
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const targets = Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0);
  const corpus = yield* inStage("reading", countCorpus(examples.map(({ document }) => document)));
  const groups = groupLookAlikes(corpus, targets, numberGroups(examples));
  const task = { corpus, targets, groups, labelCount: labels.length, featureCap, smallLabelProtection, seed };

  const cost = yield* inStage("choosing", chooseCost(task));
  const heldOut = yield* inStage("testing", crossValidate({ ...task, cost }), 0, 0.75);
  const strangers = yield* inStage("testing", scoreStrangers({ ...task, cost }), 0.75);
  const calibration = calibrate({
    heldOut,
    strangers,
    wordCounts: corpus.wordCounts,
    targets,
    labelCount: labels.length,
  });

  const rows = Int32Array.from(targets, (_, row) => row);
  const selection = selectVocabulary(corpus, rows, featureCap);
  const featureCount = selection.vocabulary.keys.length;
  const quantizer = createQuantizer(featureCount);
  let done = 0;
  const vectors = vectorize(corpus, rows, selection);
  for (const weights of trainLinear({ ...task, cost, vectors, featureCount })) {
    quantizer.add(weights);
    done += 1;
    yield { stage: "training", share: done / labels.length };
  }
  return { labels, vocabulary: selection.vocabulary, weights: quantizer.finish(), ...calibration };
}

function numberGroups(examples: readonly Example<Readable>[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(examples, ({ group }, row) => {
    if (group === undefined) return row;
    const known = numbers.get(group) ?? examples.length + numbers.size;
    numbers.set(group, known);
    return known;
  });
}

/** Tells the steps of one stage, or of a part of it, as progress of the whole. */
function* inStage<Result>(
  stage: TrainProgress["stage"],
  steps: Generator<number, Result>,
  from = 0,
  to = 1,
): Generator<TrainProgress, Result> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield { stage, share: from + (to - from) * step.value };
  return step.value;
}
