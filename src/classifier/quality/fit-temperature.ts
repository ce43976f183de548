import { logLoss } from "./log-loss.ts";

/** The temperature at which the probability of what was true is highest; scores row by row, one for each label. */
export function fitTemperature(scores: Float32Array, targets: Int32Array): number {
  const lossAt = (logarithm: number) => logLoss(scores, targets, Math.exp(logarithm));
  return Math.exp(minimise(lossAt, Math.log(0.02), Math.log(5)));
}

/** Golden section search. */
function minimise(lossAt: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [leftLoss, rightLoss] = [lossAt(left), lossAt(right)];
  while (high - low > 0.01) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - ratio * (high - low);
      leftLoss = lossAt(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + ratio * (high - low);
      rightLoss = lossAt(right);
    }
  }
  return (low + high) / 2;
}
