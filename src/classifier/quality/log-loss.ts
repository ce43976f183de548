import { softmax } from "./softmax.ts";

/** Minus the mean logarithm of the probability that each row's own label had; scores row by row, one for each label. */
export function logLoss(scores: Float32Array, targets: Int32Array, temperature: number): number {
  const labelCount = scores.length / targets.length;
  let loss = 0;
  for (let row = 0; row < targets.length; row++) {
    const own = scores.subarray(row * labelCount, (row + 1) * labelCount);
    loss -= Math.log(Math.max(softmax(own, temperature)[targets[row] as number] as number, 1e-12));
  }
  return loss / targets.length;
}
