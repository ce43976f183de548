import type { Judged } from "./coverage.ts";

/** One-sided, 95 %. */
const standardErrors = 1.645;

/**
 * Whether a new model is better than the one in force, both judged on the same tickets in the same order: only the
 * tickets on which they differ count (McNemar), and by more than chance. A tie keeps what is there.
 *
 * @throws RangeError when the two were not judged on the same number of tickets
 */
export function isBetter(
  candidate: readonly Pick<Judged, "isRight">[],
  inForce: readonly Pick<Judged, "isRight">[],
): boolean {
  if (candidate.length !== inForce.length) {
    throw new RangeError(`${candidate.length} judgements cannot be compared with ${inForce.length}.`);
  }
  let [won, lost] = [0, 0];
  for (const [index, { isRight }] of candidate.entries()) {
    const wasRight = inForce[index]?.isRight === true;
    if (isRight && !wasRight) won += 1;
    if (!isRight && wasRight) lost += 1;
  }
  return won - lost > standardErrors * Math.sqrt(won + lost);
}
