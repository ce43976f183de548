import { macroF1Of, type Told } from "./metrics.ts";

/**
 * `not learnable`: the labels could as well have been dealt out at random, so nothing may be told by such a model.
 * `weak`: there is something in the text, but hardly more than the most frequent label knows.
 */
export type Learnability = "learnable" | "weak" | "not learnable";

/** How many standard errors above chance; one in 30,000 random sets gets there. */
const errorsAboveChance = 4;
const macroF1AboveMajority = 0.15;

export function judgeLearnability(told: readonly Told[], labelCount: number): Learnability {
  const rows = told.length;
  if (rows === 0 || labelCount < 2) return "not learnable";
  const targets = sharesOf(told.map(({ target }) => target));
  const labels = sharesOf(told.map(({ label }) => label));
  const agreed = told.filter(({ isRight }) => isRight).length / rows;
  // Agreement if what is told had nothing to do with what is true (Cohen's kappa rests on the same figure).
  const byChance = [...targets].reduce((sum, [label, share]) => sum + share * (labels.get(label) ?? 0), 0);
  const standardError = Math.sqrt((byChance * (1 - byChance)) / rows);
  if (agreed - byChance < errorsAboveChance * standardError) return "not learnable";
  const majority = [...targets].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const byMajority = macroF1Of(told.map(({ target }) => ({ target, label: majority })));
  return macroF1Of(told) - byMajority >= macroF1AboveMajority ? "learnable" : "weak";
}

function sharesOf(labels: readonly number[]): Map<number, number> {
  const shares = new Map<number, number>();
  for (const label of labels) shares.set(label, (shares.get(label) ?? 0) + 1 / labels.length);
  return shares;
}
