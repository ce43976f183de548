import { softmax } from "./softmax.ts";

/** The temperature at which the probability of what was true is highest; scores row by row, one for each label. */
export function fitTemperature(scores: Float32Array, targets: Int32Array, labelCount: number): number {
  const lossAt = (logarithm: number) => {
    const temperature = Math.exp(logarithm);
    let loss = 0;
    for (let row = 0; row < targets.length; row++) {
      const own = scores.subarray(row * labelCount, (row + 1) * labelCount);
      loss -= Math.log(Math.max(softmax(own, temperature)[targets[row] as number] as number, 1e-12));
    }
    return loss;
  };
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
