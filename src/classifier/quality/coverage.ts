/** One label that was told with a confidence, and whether it was right. */
export interface Judged {
  confidence: number;
  isRight: boolean;
}

export interface CoveragePoint {
  /** Labels told with at least this confidence… */
  threshold: number;
  /** …are this share of all… */
  coverage: number;
  /** …and right in this share. */
  precision: number;
}

/** Above every confidence: nothing is told. */
export const nothing: CoveragePoint = { threshold: 2, coverage: 0, precision: 1 };

/** Accuracy against coverage at every hundredth of confidence, the widest coverage first. */
export function coverageCurve(judged: readonly Judged[]): CoveragePoint[] {
  const told = new Array<number>(101).fill(0);
  const right = new Array<number>(101).fill(0);
  for (const { confidence, isRight } of judged) {
    const bin = Math.floor(confidence * 100);
    told[bin] = (told[bin] ?? 0) + 1;
    if (isRight) right[bin] = (right[bin] ?? 0) + 1;
  }
  const points: CoveragePoint[] = [];
  let [tellsAbove, rightAbove] = [0, 0];
  for (let bin = 100; bin >= 0; bin--) {
    tellsAbove += told[bin] ?? 0;
    rightAbove += right[bin] ?? 0;
    if (tellsAbove === 0) continue;
    const precision = rightAbove / tellsAbove;
    points.push({ threshold: bin / 100, coverage: tellsAbove / judged.length, precision });
  }
  return points.reverse();
}

/**
 * The widest coverage that keeps a promise of precision. It has to hold for both what was found right and for what
 * the confidences themselves expect: the first alone would pick a lucky stretch.
 */
export function findThreshold(judged: readonly Judged[], promised: number): CoveragePoint {
  const sorted = judged.toSorted((a, b) => b.confidence - a.confidence);
  let [right, expected] = [0, 0];
  let best = nothing;
  for (const [index, { confidence, isRight }] of sorted.entries()) {
    right += isRight ? 1 : 0;
    expected += confidence;
    const told = index + 1;
    if (confidence === sorted[told]?.confidence) continue;
    const precision = right / told;
    if (told >= fewestToJudge && precision >= promised && expected / told >= promised) {
      best = { threshold: confidence, coverage: told / sorted.length, precision };
    }
  }
  return best;
}

/** Below this, "all of them were right" says nothing. */
const fewestToJudge = 10;
