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
  /** What a mistake on an example costs, against large weights. */
  cost: number;
  seed: number;
}

/** Yields each label's weights, with the bias at the end, in the order of the labels. */
export function* trainLinear(task: LinearTask): Generator<Float64Array, void> {
  const { vectors, targets, labelCount, cost } = task;
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
