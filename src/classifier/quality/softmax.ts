export function softmax(scores: ArrayLike<number>, temperature: number): Float64Array {
  const probabilities = new Float64Array(scores.length);
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label++) highest = Math.max(highest, scores[label] as number);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    const share = Math.exp(((scores[label] as number) - highest) / temperature);
    probabilities[label] = share;
    sum += share;
  }
  return probabilities.map((share) => share / sum);
}

/** The labels of the two highest scores; the lower number wins a tie. `second` is -1 with one label. */
export function twoBest(scores: ArrayLike<number>): { first: number; second: number } {
  let first = 0;
  let second = -1;
  for (let label = 1; label < scores.length; label++) {
    const score = scores[label] as number;
    if (score > (scores[first] as number)) {
      second = first;
      first = label;
    } else if (second < 0 || score > (scores[second] as number)) second = label;
  }
  return { first, second };
}
