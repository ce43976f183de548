import { type CorpusTask, type HeldOutScores, scoreHeldOut } from "./score-held-out.ts";
import { createRandom, shuffle } from "./seeded-random.ts";

/** Many examples spare a fold: the models tested know nearly as much as the final one. */
function foldCountFor(rows: number): number {
  return rows > 6000 ? 4 : 5;
}

/** Each row scored once, by a model that had not seen it. Yields the share that is done. */
export function* crossValidate(task: CorpusTask): Generator<number, HeldOutScores> {
  const { targets, labelCount } = task;
  const foldCount = foldCountFor(targets.length);
  const foldOf = dealIntoFolds(task, foldCount);
  const rows = Int32Array.from(targets, (_, row) => row);
  const scores = new Float32Array(targets.length * labelCount);
  const knownShares = new Float32Array(targets.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const heldOut = rows.filter((row) => foldOf[row] === fold);
    const scoring = scoreHeldOut(task, { seen: rows.filter((row) => foldOf[row] !== fold), heldOut });
    let step = scoring.next();
    for (; !step.done; step = scoring.next()) yield (fold + step.value) / foldCount;
    for (const [index, row] of heldOut.entries()) {
      knownShares[row] = step.value.knownShares[index] as number;
      const own = step.value.scores.subarray(index * labelCount, (index + 1) * labelCount);
      scores.set(own, row * labelCount);
    }
  }
  return { scores, knownShares };
}

/** Each label's groups of examples spread evenly over the folds, and the labels' first ones too. */
export function dealIntoFolds(
  { targets, groups, labelCount, seed }: Pick<CorpusTask, "targets" | "groups" | "labelCount" | "seed">,
  foldCount: number,
): Uint8Array {
  const foldOfGroup = new Map<number, number>();
  const random = createRandom(seed);
  const next = Int32Array.from({ length: labelCount }, () => Math.floor(random() * foldCount));
  const order = Int32Array.from(targets, (_, row) => row);
  for (const row of shuffle(order, random)) {
    const group = groups[row] as number;
    if (foldOfGroup.has(group)) continue;
    const label = targets[row] as number;
    foldOfGroup.set(group, (next[label] as number) % foldCount);
    next[label] = (next[label] as number) + 1;
  }
  return Uint8Array.from(groups, (group) => foldOfGroup.get(group) ?? 0);
}
