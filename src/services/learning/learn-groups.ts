import type { Example } from "../../classifier/document.ts";
import { encodeModel } from "../../classifier/model-file.ts";
import { isBetter } from "../../classifier/quality/is-better.ts";
import { accuracyOf, calibrationErrorOf, macroF1Of } from "../../classifier/quality/metrics.ts";
import { type TimeTest, testByTime } from "../../classifier/test-by-time.ts";
import type { TrainProgress } from "../../classifier/train-model.ts";
import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { insertModel, nextModelVersion, putModelInForce } from "../../db/queries/models.ts";
import type { ModelRecord } from "../../db/schema/index.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { findPredictor } from "./find-predictor.ts";

export type LearnOutcome =
  | { outcome: "too few"; rows: number; needed: number }
  | { outcome: "in force" | "not better" | "not learnable"; version: number; record: ModelRecord };

const fewestExamples = 200;
/** How long training may keep the process from other work before it lets go. */
const sliceMs = 20;

/**
 * Learns from solved tickets which group a ticket ends in; labels are the help desk's group ids, oldest ticket first.
 * The new model is tested on the newest fifth, and comes into force when nothing is there yet, or when it beats the
 * model in force on those tickets by more than chance.
 */
export async function learnGroups(
  context: ServiceContext,
  input: {
    installationId: string;
    examples: readonly Example[];
    onProgress?: (progress: TrainProgress) => void;
  },
): Promise<LearnOutcome> {
  const { installationId, examples } = input;
  if (examples.length < fewestExamples) {
    return { outcome: "too few", rows: examples.length, needed: fewestExamples };
  }
  const key = { installationId, target: "group" } as const;
  const { model, told } = await train(context, input);
  const inForce = await findPredictor(context, key);
  const before =
    inForce &&
    told.map(({ example }) => ({ isRight: inForce.predict(example.document).label === example.label }));
  const outcome =
    model.learnability === "not learnable"
      ? model.learnability
      : before && !isBetter(told, before)
        ? "not better"
        : "in force";
  const record: ModelRecord = {
    ...recordOf(told),
    trainedRows: model.metrics.rows,
    accuracyInForce: before ? before.filter(({ isRight }) => isRight).length / before.length : null,
  };
  const version = await context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const next = await nextModelVersion(tx, key);
    const state = outcome === "in force" ? "earlier" : outcome;
    await insertModel(tx, {
      ...key,
      version: next,
      state,
      record,
      bytes: encodeModel(model),
      trainedAt: isoNow(context.platform),
    });
    if (outcome === "in force") await putModelInForce(tx, key, next);
    return next;
  });
  return { outcome, version, record };
}

/** In slices, so that webhooks are answered meanwhile. */
async function train(
  { platform }: ServiceContext,
  { examples, onProgress }: Parameters<typeof learnGroups>[1],
): Promise<TimeTest> {
  const steps = testByTime(examples);
  let sliceEndMs = platform.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (platform.now() < sliceEndMs) continue;
    onProgress?.(step.value);
    await platform.nextTurn();
    sliceEndMs = platform.now() + sliceMs;
  }
}

function recordOf(told: TimeTest["told"]): Omit<ModelRecord, "trainedRows" | "accuracyInForce"> {
  const numbers = new Map<string, number>();
  const numberOf = (label: string) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  };
  const judged = told.map(({ example, prediction, isRight }) => ({
    target: numberOf(example.label),
    label: numberOf(prediction.label),
    confidence: prediction.confidence,
    isSure: prediction.isSure,
    isRight,
  }));
  const sure = judged.filter(({ isSure }) => isSure);
  return {
    laterRows: told.length,
    accuracy: accuracyOf(judged),
    macroF1: macroF1Of(judged),
    calibrationError: calibrationErrorOf(judged),
    coverage: sure.length / told.length,
    precision: accuracyOf(sure),
  };
}
