import type { Vocabulary } from "./features/vocabulary.ts";
import type { ConfidenceHead } from "./quality/confidence-head.ts";
import type { CoveragePoint } from "./quality/coverage.ts";
import type { Learnability } from "./quality/learnability.ts";

/** Raised whenever the same text would get other features; a model of another version must be trained again. */
export const featureVersion = 4;

/** Weights rounded to 8 bits, only those that are not zero: for each feature, its labels and their weights. */
export interface QuantizedWeights {
  /** Feature i has the entries from `offsets[i]` to `offsets[i + 1]`, in the order of their labels. */
  offsets: Uint32Array;
  labels: Uint16Array;
  values: Int8Array;
  /** By label: what 1 stands for. */
  scales: Float32Array;
  biases: Float32Array;
}

/** Found by cross-validation on what the model was trained with. */
export interface ModelMetrics {
  rows: number;
  labels: number;
  /** Share of the most frequent label. */
  majority: number;
  accuracy: number;
  macroF1: number;
  calibrationError: number;
}

export interface Model {
  labels: string[];
  vocabulary: Vocabulary;
  weights: QuantizedWeights;
  temperature: number;
  head: ConfidenceHead;
  learnability: Learnability;
  metrics: ModelMetrics;
  /** Thresholds of confidence that keep a promised precision. */
  promises: (CoveragePoint & { promised: number })[];
  /** Nine in ten texts that the model was made for have a higher margin; below it, the topic is likely a new one. */
  familiarMargin: number;
  /** 99 in 100 have a higher one; below it, no confidence is believed, for it was never tested there. */
  leastMargin: number;
}
