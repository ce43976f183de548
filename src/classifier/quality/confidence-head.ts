import { softmax, twoBest } from "./softmax.ts";
import { solve } from "./solve.ts";

/** What tells whether the best label is the right one. */
export interface Evidence {
  /** Of the best label, by temperature. */
  probability: number;
  /** The best label's score: how far the text is on its side. */
  margin: number;
  /** How far the second label is behind. */
  gap: number;
  /** Share of the words that the model knows. */
  knownShare: number;
  wordCount: number;
}

/** A logistic regression on the evidence; `means` and `scales` bring each part of it to a common size. */
export interface ConfidenceHead {
  weights: number[];
  means: number[];
  scales: number[];
  /** How far the regression is believed, and the accuracy that confidences come closer to by the rest. */
  trust: number;
  accuracy: number;
}

export function gatherEvidence(
  scores: ArrayLike<number>,
  temperature: number,
  known: Pick<Evidence, "knownShare" | "wordCount">,
): Evidence & { first: number; second: number } {
  const { first, second } = twoBest(scores);
  const margin = scores[first] as number;
  const gap = second < 0 ? 2 : margin - (scores[second] as number);
  return {
    first,
    second,
    margin,
    gap,
    probability: softmax(scores, temperature)[first] as number,
    knownShare: known.knownShare,
    wordCount: known.wordCount,
  };
}

export function confidenceOf(head: ConfidenceHead, evidence: Evidence): number {
  return believe(head, estimateOf(head, evidence));
}

/** What the regression says, before any doubt in it. */
export function estimateOf(head: ConfidenceHead, evidence: Evidence): number {
  return sigmoid(dot(head.weights, inputsOf(head, evidence)));
}

/** The confidence that comes of an estimate. */
export function believe({ trust, accuracy }: ConfidenceHead, estimate: number): number {
  // Rounding may lead a little above 1.
  return Math.min(Math.max(accuracy + trust * (estimate - accuracy), 0), 1);
}

/**
 * A few hundred examples are seldom a fair sample of what will come, and nothing in them shows it: of the extremes that n
 * of them seem to prove, n² / (n² + 150²) is believed, and three quarters at least.
 */
const doubtfulRows = 150;
const leastTrust = 0.75;

const partCount = 5;

function partsOf({ probability, margin, gap, knownShare, wordCount }: Evidence): number[] {
  const bounded = Math.min(Math.max(probability, 1e-4), 1 - 1e-4);
  return [Math.log(bounded / (1 - bounded)), margin, gap, knownShare, Math.log(1 + wordCount)];
}

function inputsOf({ means, scales }: Pick<ConfidenceHead, "means" | "scales">, evidence: Evidence): number[] {
  return [1, ...partsOf(evidence).map((part, index) => (part - (means[index] ?? 0)) / (scales[index] ?? 1))];
}

const priorStrength = 1;
const rounds = 12;

/** An example with what became of it; `weight` says how many it stands for. */
export interface WeighedEvidence {
  evidence: Evidence;
  isRight: boolean;
  weight: number;
}

/**
 * Newton's method. Where examples are few, the head stays near the temperature's own probability: that is its prior.
 *
 * @param seen examples of the labels, for how well the model does on its own
 * @param strange what else is expected
 */
export function fitConfidenceHead(
  seen: readonly WeighedEvidence[],
  strange: readonly WeighedEvidence[],
): ConfidenceHead {
  const rows = [...seen, ...strange];
  const parts = rows.map(({ evidence }) => partsOf(evidence));
  const mean = (value: (row: number) => number) => weighedMean(rows, value);
  const means = Array.from({ length: partCount }, (_, index) => mean((row) => parts[row]?.[index] ?? 0));
  const scales = means.map((middle, index) =>
    Math.max(Math.sqrt(mean((row) => ((parts[row]?.[index] ?? 0) - middle) ** 2)), 1e-6),
  );
  const inputs = rows.map(({ evidence }) => inputsOf({ means, scales }, evidence));
  const prior = [means[0] ?? 0, scales[0] ?? 1, ...new Array<number>(partCount - 1).fill(0)];
  let weights = [...prior];
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight, index) => priorStrength * (weight - (prior[index] ?? 0)));
    const curvature = weights.map((_, index) =>
      weights.map((__, other) => (index === other ? priorStrength : 0)),
    );
    for (const [row, { isRight, weight }] of rows.entries()) {
      const input = inputs[row] as number[];
      const estimate = sigmoid(dot(weights, input));
      const slope = weight * Math.max(estimate * (1 - estimate), 1e-6);
      const error = weight * (estimate - (isRight ? 1 : 0));
      for (const [index, value] of input.entries()) {
        gradient[index] = (gradient[index] ?? 0) + error * value;
        const line = curvature[index] as number[];
        for (const [other, factor] of input.entries())
          line[other] = (line[other] ?? 0) + slope * value * factor;
      }
    }
    const steps = solve(curvature, gradient);
    weights = weights.map((weight, index) => weight - Math.max(-2, Math.min(2, steps[index] ?? 0)));
  }
  const accuracy = weighedMean(seen, (row) => (seen[row]?.isRight ? 1 : 0));
  const trust = Math.max(1 / (1 + (doubtfulRows / seen.length) ** 2), leastTrust);
  return { weights, means, scales, trust, accuracy };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

function weighedMean(rows: readonly { weight: number }[], value: (row: number) => number): number {
  let [sum, all] = [0, 0];
  for (const [row, { weight }] of rows.entries()) {
    sum += weight * value(row);
    all += weight;
  }
  return sum / Math.max(all, 1);
}
