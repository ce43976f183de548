import type { Corpus } from "../features/corpus.ts";
import { vectorize } from "../features/vectors.ts";
import { selectVocabulary } from "../features/vocabulary.ts";
import { createRandom, shuffle } from "./seeded-random.ts";
import { scoreRows, trainLinear } from "./train-linear.ts";

export interface ValidationTask {
  corpus: Corpus;
  targets: Int32Array;
  labelCount: number;
  featureCap: number;
  smallLabelProtection: number;
  seed: number;
}

/** What models that had not seen a ticket said of it: the only honest ground for a promise. */
export interface HeldOutScores {
  /** Row by row, a score for each label. */
  scores: Float32Array;
  knownShares: Float32Array;
}

/** Few examples need many folds: a model that saw much less than the final one knows much less. */
function foldCountFor(rows: number): number {
  return rows > 6000 ? 4 : rows > 1500 ? 5 : 10;
}

/** Yields after each label of each fold the share that is done. */
export function* crossValidate(task: ValidationTask): Generator<number, HeldOutScores> {
  const { corpus, targets, labelCount } = task;
  const foldCount = foldCountFor(targets.length);
  const foldOf = dealIntoFolds(targets, labelCount, foldCount, task.seed);
  const scores = new Float32Array(targets.length * labelCount);
  const knownShares = new Float32Array(targets.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const all = Int32Array.from(targets, (_, row) => row);
    const seen = all.filter((row) => foldOf[row] !== fold);
    const heldOut = all.filter((row) => foldOf[row] === fold);
    const selection = selectVocabulary(corpus, seen, task.featureCap);
    const heldOutVectors = vectorize(corpus, heldOut, selection);
    const training = trainLinear({
      ...task,
      vectors: vectorize(corpus, seen, selection),
      targets: seen.map((row) => targets[row] as number),
      featureCount: selection.vocabulary.keys.length,
    });
    for (const [index, row] of heldOut.entries()) knownShares[row] = heldOutVectors.knownShares[index] ?? 0;
    let label = 0;
    for (const weights of training) {
      scoreRows(heldOutVectors, weights, (index, score) => {
        scores[(heldOut[index] as number) * labelCount + label] = score;
      });
      label += 1;
      yield (fold + label / labelCount) / foldCount;
    }
  }
  return { scores, knownShares };
}

/** Each label's examples spread evenly over the folds. */
function dealIntoFolds(targets: Int32Array, labelCount: number, foldCount: number, seed: number): Uint8Array {
  const folds = new Uint8Array(targets.length);
  const next = new Int32Array(labelCount);
  const random = createRandom(seed);
  for (let label = 0; label < labelCount; label++) next[label] = Math.floor(random() * foldCount);
  for (const row of shuffle(
    Int32Array.from(targets, (_, index) => index),
    random,
  )) {
    const label = targets[row] as number;
    folds[row] = (next[label] as number) % foldCount;
    next[label] = (next[label] as number) + 1;
  }
  return folds;
}
