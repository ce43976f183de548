import type { Model } from "../model.ts";
import {
  believe,
  confidenceOf,
  estimateOf,
  fitConfidenceHead,
  gatherEvidence,
} from "../quality/confidence-head.ts";
import { findThreshold } from "../quality/coverage.ts";
import { fitTemperature } from "../quality/fit-temperature.ts";
import { judgeLearnability } from "../quality/learnability.ts";
import { accuracyOf, calibrationErrorOf, macroF1Of } from "../quality/metrics.ts";
import type { HeldOutScores } from "./score-held-out.ts";
import type { StrangerScores } from "./score-strangers.ts";

type Calibration = Pick<
  Model,
  "temperature" | "head" | "learnability" | "metrics" | "promises" | "familiarMargin" | "leastMargin"
>;

const promisedPrecisions = [0.8, 0.85, 0.9, 0.95, 0.98];
const unfamiliarShare = 0.1;
const strangeShare = 0.01;
/**
 * So many tickets are expected to be about something new, beside any number of examples: the more a shop has shown, the
 * less of what comes is new. Beside very few, no more than this share.
 */
const expectedStrangers = 20;
const mostStrangers = 0.07;

/** Everything a model says of its own certainty, from scores of tickets that it had not seen. */
export function calibrate(input: {
  heldOut: HeldOutScores;
  strangers: StrangerScores;
  wordCounts: Int32Array;
  targets: Int32Array;
  labelCount: number;
}): Calibration {
  const { heldOut, strangers, targets, labelCount } = input;
  const temperature = fitTemperature(heldOut.scores, targets);
  const evidenceOf = (scores: Float32Array, row: number, knownShare = 0) =>
    gatherEvidence(scores, temperature, { knownShare, wordCount: input.wordCounts[row] as number });
  const rows = Array.from(targets, (target, row) => {
    const own = heldOut.scores.subarray(row * labelCount, (row + 1) * labelCount);
    const { first: label, ...evidence } = evidenceOf(own, row, heldOut.knownShares[row]);
    return { evidence, label, target, isRight: label === target, weight: 1 };
  });
  const strange = Array.from(strangers.rows, (row, index) => ({
    evidence: evidenceOf(strangers.scores[index] as Float32Array, row, strangers.knownShares[index]),
    isRight: false,
    weight: Math.min(expectedStrangers, mostStrangers * targets.length) / strangers.rows.length,
  }));
  const head = fitConfidenceHead(rows, strange);
  const told = rows.map((row) => ({ ...row, confidence: confidenceOf(head, row.evidence) }));
  const estimated = [...rows, ...strange].map(({ evidence, isRight, weight }) => {
    return { isRight, weight, confidence: estimateOf(head, evidence) };
  });
  const counts = new Map<number, number>();
  for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  const margins = Float64Array.from(rows, ({ evidence }) => evidence.margin).sort();
  const marginAt = (share: number) => margins[Math.floor(margins.length * share)] ?? 0;
  return {
    temperature,
    head,
    learnability: judgeLearnability(told, labelCount),
    metrics: {
      rows: targets.length,
      labels: labelCount,
      majority: Math.max(0, ...counts.values()) / Math.max(targets.length, 1),
      accuracy: accuracyOf(told),
      macroF1: macroF1Of(told),
      calibrationError: calibrationErrorOf(told),
    },
    promises: promisedPrecisions.map((promised) => {
      // Doubt in a few examples has its own place in the bound: the estimates decide what keeps a promise.
      const { threshold, ...point } = findThreshold(estimated, promised);
      return { promised, threshold: point.coverage > 0 ? believe(head, threshold) : threshold, ...point };
    }),
    familiarMargin: marginAt(unfamiliarShare),
    leastMargin: marginAt(strangeShare),
  };
}
