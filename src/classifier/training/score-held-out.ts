import type { Corpus } from "../features/corpus.ts";
import { type Vectors, vectorize } from "../features/vectors.ts";
import { selectVocabulary } from "../features/vocabulary.ts";
import { type LinearTask, trainLinear } from "./train-linear.ts";

export interface CorpusTask
  extends Pick<LinearTask, "labelCount" | "smallLabelProtection" | "cost" | "seed"> {
  corpus: Corpus;
  /** By row: the number of its label. */
  targets: Int32Array;
  /** By row: rows of one group are held out together. */
  groups: Int32Array;
  featureCap: number;
}

/** What models that had not seen a ticket said of it: the only honest ground for a promise. */
export interface HeldOutScores {
  /** Row by row, a score for each label. */
  scores: Float32Array;
  knownShares: Float32Array;
}

/** Trains with the rows seen and scores those held out, label by label; yields the share that is done. */
export function* scoreHeldOut(
  task: CorpusTask,
  rows: { seen: Int32Array; heldOut: Int32Array },
): Generator<number, HeldOutScores> {
  const { corpus, targets, labelCount } = task;
  const selection = selectVocabulary(corpus, rows.seen, task.featureCap);
  const vectors = vectorize(corpus, rows.heldOut, selection);
  const scores = new Float32Array(rows.heldOut.length * labelCount);
  const training = trainLinear({
    ...task,
    vectors: vectorize(corpus, rows.seen, selection),
    targets: rows.seen.map((row) => targets[row] as number),
    featureCount: selection.vocabulary.keys.length,
  });
  let label = 0;
  for (const weights of training) {
    for (const [row, score] of scoreRows(vectors, weights).entries())
      scores[row * labelCount + label] = score;
    label += 1;
    yield label / labelCount;
  }
  return { scores, knownShares: vectors.knownShares };
}

function scoreRows({ offsets, features, values }: Vectors, weights: Float64Array): Float64Array {
  const scores = new Float64Array(offsets.length - 1).fill(weights[weights.length - 1] as number);
  for (let row = 0; row < scores.length; row++) {
    let score = scores[row] as number;
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      score += (weights[features[at] as number] as number) * (values[at] as number);
    }
    scores[row] = score;
  }
  return scores;
}
