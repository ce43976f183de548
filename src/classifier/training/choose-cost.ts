import { fitTemperature } from "../quality/fit-temperature.ts";
import { logLoss } from "../quality/log-loss.ts";
import { dealIntoFolds } from "./cross-validate.ts";
import { type CorpusTask, scoreHeldOut } from "./score-held-out.ts";

/** How much a mistake on an example costs against large weights: the usual, and one for labels full of contradictions. */
const usualCost = 0.5;
const noisyCost = 0.2;
/** With fewer examples, the difference is chance. */
const fewestRows = 1500;
/** How much better the lower cost has to do before it is taken. */
const worthwhile = 0.995;
const foldCount = 3;

/** Tries both costs on a third that was held out. Yields the share that is done. */
export function* chooseCost(task: Omit<CorpusTask, "cost">): Generator<number, number> {
  if (task.targets.length < fewestRows) return usualCost;
  const foldOf = dealIntoFolds(task, foldCount);
  const rows = Int32Array.from(task.targets, (_, row) => row);
  const heldOut = rows.filter((row) => foldOf[row] === 0);
  const seen = rows.filter((row) => foldOf[row] !== 0);
  const targets = heldOut.map((row) => task.targets[row] as number);
  const losses: number[] = [];
  for (const cost of [usualCost, noisyCost]) {
    const scoring = scoreHeldOut({ ...task, cost }, { seen, heldOut });
    let step = scoring.next();
    for (; !step.done; step = scoring.next()) yield (losses.length + step.value) / 2;
    const { scores } = step.value;
    losses.push(logLoss(scores, targets, fitTemperature(scores, targets)));
  }
  const [usual = 0, noisy = 0] = losses;
  return noisy < usual * worthwhile ? noisyCost : usualCost;
}
