import { type CorpusTask, scoreHeldOut } from "./score-held-out.ts";

/** Texts of labels that the models which scored them had never seen, and those models' scores. */
export interface StrangerScores {
  rows: Int32Array;
  /** Row by row, a score for each label that the model did know; the same number for all. */
  scores: Float32Array[];
  knownShares: Float32Array;
}

/** Labels are left out in so many lots. */
const lots = 4;
/** One lot is enough where there are many examples: it costs a training, and strangers have little say there. */
const fewestRowsForOneLot = 1500;
/** With fewer labels, what is left is another task. */
const fewestLabels = 3;

/**
 * Leaves some labels out, trains without them, and scores their texts: sooner or later tickets are about something that
 * nobody has taught yet, and this is what they look like. Yields the share that is done.
 */
export function* scoreStrangers(task: CorpusTask): Generator<number, StrangerScores> {
  const { targets, labelCount } = task;
  const lotCount = Math.min(lots, labelCount);
  const tried = labelCount < fewestLabels ? 0 : targets.length < fewestRowsForOneLot ? lotCount : 1;
  const rows: number[] = [];
  const scores: Float32Array[] = [];
  const knownShares: number[] = [];
  const all = Int32Array.from(targets, (_, row) => row);
  for (let lot = 0; lot < tried; lot++) {
    const isStrange = (row: number) => (targets[row] as number) % lotCount === lot;
    const heldOut = all.filter(isStrange);
    const known = Array.from({ length: labelCount }, (_, label) => label).filter(
      (label) => label % lotCount !== lot,
    );
    const numbers = new Map(known.map((label, number) => [label, number]));
    const scoring = scoreHeldOut(
      { ...task, targets: targets.map((label) => numbers.get(label) ?? 0), labelCount: known.length },
      { seen: all.filter((row) => !isStrange(row)), heldOut },
    );
    let step = scoring.next();
    for (; !step.done; step = scoring.next()) yield (lot + step.value) / tried;
    for (const [index, row] of heldOut.entries()) {
      rows.push(row);
      scores.push(step.value.scores.subarray(index * known.length, (index + 1) * known.length));
      knownShares.push(step.value.knownShares[index] as number);
    }
  }
  return { rows: Int32Array.from(rows), scores, knownShares: Float32Array.from(knownShares) };
}
