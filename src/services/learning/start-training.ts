import type { Db } from "../../db/database.ts";
import { updateLearning } from "../../db/queries/learning.ts";
import { countExamples } from "../../db/queries/learning-examples.ts";
import type { Learning } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";
import { fewestExamples } from "./learn-target.ts";

/** A tenth more examples move the accuracy by less than chance does. */
const worthwhileGrowth = 1.1;
const dayMs = 86_400_000;
const worthwhileDays = 7;

/** @param input.onlyIfWorthwhile not unless there is more to learn from, or a week has gone */
export async function startTraining(
  context: ServiceContext,
  input: { installationId: string; onlyIfWorthwhile?: boolean },
): Promise<{ started: boolean }> {
  const { installationId } = input;
  if (context.cannotTrain !== undefined) {
    if (input.onlyIfWorthwhile) return { started: false };
    throw new AppError("conflict", context.cannotTrain);
  }
  const learning = await getLearning(context, installationId);
  const examples = await countExamples(context.db, installationId);
  if (isUnderWay(learning, context.platform.now())) return { started: false };
  if (input.onlyIfWorthwhile && !isWorthwhile(learning, examples, context.platform.now())) {
    return { started: false };
  }
  await context.db.transaction(async (tx: Db) => {
    await updateLearning(tx, installationId, {
      trainingState: "training",
      trainingTarget: null,
      trainingStage: "waiting",
      trainingShare: 0,
      trainingReason: null,
      trainingMovedAt: isoNow(context.platform),
    });
    await context.queue.enqueue(tx, [{ name: "train-models", payload: { installationId } }]);
  });
  context.queue.wake();
  return { started: true };
}

/** One that has not moved for so long has died with its process. */
const diedAfterMs = 900_000;

export function isUnderWay({ trainingState, trainingMovedAt }: Learning, nowMs: number): boolean {
  return trainingState === "training" && nowMs - Date.parse(trainingMovedAt ?? "") < diedAfterMs;
}

function isWorthwhile({ trainedAt, trainedExamples }: Learning, examples: number, nowMs: number): boolean {
  if (examples < fewestExamples) return false;
  if (trainedAt === null || examples > trainedExamples * worthwhileGrowth) return true;
  return nowMs - Date.parse(trainedAt) > worthwhileDays * dayMs;
}
