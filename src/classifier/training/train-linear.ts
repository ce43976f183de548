import type { Vectors } from "../features/vectors.ts";
import { createRandom } from "./seeded-random.ts";
import { trainClass } from "./train-class.ts";

export interface LinearTask {
  vectors: Vectors;
  /** By row: the number of its label. */
  targets: Int32Array;
  labelCount: number;
  featureCount: number;
  /** 0 treats all tickets alike, 1 all labels; between them, small labels are protected without costing large ones. */
  smallLabelProtection: number;
  seed: number;
}

const cost = 0.5;

/** Yields each label's weights, with the bias at the end, in the order of the labels. */
export function* trainLinear(task: LinearTask): Generator<Float64Array, void> {
  const { vectors, targets, labelCount } = task;
  const squares = squaredLengths(vectors);
  const counts = new Int32Array(labelCount);
  for (const target of targets) counts[target] = (counts[target] as number) + 1;
  const mean = targets.length / labelCount;
  for (let label = 0; label < labelCount; label++) {
    const share = Math.max(counts[label] as number, 1) / mean;
    yield trainClass({
      vectors,
      squares,
      members: Uint8Array.from(targets, (target) => (target === label ? 1 : 0)),
      memberCost: cost * share ** -task.smallLabelProtection,
      otherCost: cost,
      featureCount: task.featureCount,
      random: createRandom(task.seed + label),
    });
  }
}

function squaredLengths({ offsets, values }: Vectors): Float64Array {
  const squares = new Float64Array(offsets.length - 1).fill(1);
  for (let row = 0; row < squares.length; row++) {
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      squares[row] = (squares[row] as number) + (values[at] as number) ** 2;
    }
  }
  return squares;
}

/** Adds one label's scores of all rows to a table of rows × labels. */
export function scoreRows(
  vectors: Vectors,
  weights: Float64Array,
  put: (row: number, score: number) => void,
): void {
  const { offsets, features, values } = vectors;
  const bias = weights[weights.length - 1] as number;
  for (let row = 0; row + 1 < offsets.length; row++) {
    let score = bias;
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      score += (weights[features[at] as number] as number) * (values[at] as number);
    }
    put(row, score);
  }
}
