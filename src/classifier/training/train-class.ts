import type { Vectors } from "../features/vectors.ts";
import { shuffle } from "./seeded-random.ts";

export interface ClassTask {
  vectors: Vectors;
  /** Squared length of each row, the bias included. */
  squares: Float64Array;
  /** By row: 1 for members of the class. */
  members: Uint8Array;
  memberCost: number;
  otherCost: number;
  featureCount: number;
  random: () => number;
}

const sweepLimit = 10;
const tolerance = 0.01;

/**
 * One class against the rest: a linear support vector machine with squared loss, by dual coordinate descent with
 * shrinking (Hsieh et al., 2008). @returns a weight for each feature, and the bias at the end
 */
export function trainClass(task: ClassTask): Float64Array {
  const { squares, members } = task;
  const { offsets, features, values } = task.vectors;
  const weights = new Float64Array(task.featureCount + 1);
  const alphas = new Float64Array(squares.length);
  const order = Int32Array.from(squares, (_, row) => row);
  const dampings = [1 / (2 * task.otherCost), 1 / (2 * task.memberCost)] as const;
  let active = order.length;
  let bias = 0;
  let shrinkAbove = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweepLimit; sweep++) {
    shuffle(order.subarray(0, active), task.random);
    let steepest = 0;
    for (let at = 0; at < active; at++) {
      const row = order[at] as number;
      const isMember = members[row] === 1;
      const damping = isMember ? dampings[1] : dampings[0];
      const end = offsets[row + 1] as number;
      let score = bias;
      for (let entry = offsets[row] as number; entry < end; entry++) {
        score += (weights[features[entry] as number] as number) * (values[entry] as number);
      }
      const alpha = alphas[row] as number;
      const gradient = (isMember ? score : -score) - 1 + alpha * damping;
      if (alpha === 0 && gradient >= 0) {
        if (gradient > shrinkAbove) {
          // Far on its right side: it has no say, and is not asked again.
          active -= 1;
          order[at] = order[active] as number;
          order[active] = row;
          at -= 1;
        }
        continue;
      }
      steepest = Math.max(steepest, Math.abs(gradient));
      const next = Math.max(alpha - gradient / ((squares[row] as number) + damping), 0);
      alphas[row] = next;
      const step = isMember ? next - alpha : alpha - next;
      bias += step;
      for (let entry = offsets[row] as number; entry < end; entry++) {
        const feature = features[entry] as number;
        weights[feature] = (weights[feature] as number) + step * (values[entry] as number);
      }
    }
    shrinkAbove = sweep === 0 ? Math.max(steepest / 10, 0.05) : steepest / 2;
    if (steepest < tolerance) break;
  }
  weights[task.featureCount] = bias;
  return weights;
}
