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
 * The widest coverage that keeps a promise of precision. It has to hold for what the confidences themselves expect, for
 * what was found right would alone pick a lucky stretch, and for the least precision that what was found leaves likely:
 * where it rests on few examples, less is told.
 *
 * @param judged `weight` says how many examples one stands for
 */
export function findThreshold(
  judged: readonly (Judged & { weight: number })[],
  promised: number,
): CoveragePoint {
  const sorted = judged.toSorted((a, b) => b.confidence - a.confidence);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let [told, right, expected] = [0, 0, 0];
  let best = nothing;
  for (const [index, { confidence, isRight, weight }] of sorted.entries()) {
    told += weight;
    right += isRight ? weight : 0;
    expected += confidence * weight;
    if (confidence === sorted[index + 1]?.confidence || index + 1 < fewestToJudge) continue;
    if (leastShare(right, told) >= promised && expected / told >= promised) {
      best = { threshold: confidence, coverage: told / all, precision: right / told };
    }
  }
  return best;
}

/** Below this, "all of them were right" says nothing. */
const fewestToJudge = 10;
/** How often a share is above its lower bound: four times in five. */
const standardErrors = 0.84;

/** The lower end of Wilson's interval (1927) for a share of which so many were counted. */
function leastShare(right: number, all: number): number {
  const share = right / all;
  const pull = standardErrors ** 2 / all;
  const spread = standardErrors * Math.sqrt((share * (1 - share)) / all + pull / (4 * all));
  return (share + pull / 2 - spread) / (1 + pull);
}
