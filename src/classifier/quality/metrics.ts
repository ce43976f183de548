import type { Judged } from "./coverage.ts";

export interface Told extends Judged {
  target: number;
  label: number;
}

export function accuracyOf(told: readonly Judged[]): number {
  return told.filter(({ isRight }) => isRight).length / Math.max(told.length, 1);
}

/** F1 of each label that was true or told, averaged without regard to size. */
export function macroF1Of(told: readonly Pick<Told, "target" | "label">[]): number {
  const labels = new Map<number, { hit: number; missed: number; wrong: number }>();
  const of = (label: number) => {
    const known = labels.get(label) ?? { hit: 0, missed: 0, wrong: 0 };
    labels.set(label, known);
    return known;
  };
  for (const { target, label } of told) {
    if (target === label) of(label).hit += 1;
    else {
      of(target).missed += 1;
      of(label).wrong += 1;
    }
  }
  const all = [...labels.values()];
  const sum = all.reduce(
    (total, { hit, missed, wrong }) => total + (2 * hit) / (2 * hit + missed + wrong),
    0,
  );
  return sum / Math.max(all.length, 1);
}

export interface CalibrationBin {
  /** Mean confidence told in this bin, and the share that was right. */
  confidence: number;
  accuracy: number;
  count: number;
}

export function calibrationBins(judged: readonly Judged[], binCount = 15): CalibrationBin[] {
  const bins = Array.from({ length: binCount }, () => ({ confidence: 0, accuracy: 0, count: 0 }));
  for (const { confidence, isRight } of judged) {
    const bin = bins[Math.min(Math.floor(confidence * binCount), binCount - 1)];
    if (!bin) continue;
    bin.count += 1;
    bin.confidence += confidence;
    bin.accuracy += isRight ? 1 : 0;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ confidence, accuracy, count }) => ({
      confidence: confidence / count,
      accuracy: accuracy / count,
      count,
    }));
}

/** Expected calibration error: how far confidence and truth lie apart, averaged over 15 bins. */
export function calibrationErrorOf(judged: readonly Judged[]): number {
  const apart = calibrationBins(judged).map(
    ({ confidence, accuracy, count }) => count * Math.abs(confidence - accuracy),
  );
  return apart.reduce((sum, value) => sum + value, 0) / Math.max(judged.length, 1);
}

export interface Confusion {
  target: number;
  label: number;
  count: number;
}

/** Which labels are taken for which others, the most frequent mistake first. */
export function confusionsOf(told: readonly Pick<Told, "target" | "label">[]): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { target, label } of told) {
    if (target === label) continue;
    const key = `${target} ${label}`;
    const known = counts.get(key) ?? { target, label, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.target - b.target || a.label - b.label);
}
