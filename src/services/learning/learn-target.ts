import type { Example } from "../../classifier/document.ts";
import type { Readable } from "../../classifier/features/bag.ts";
import type { Model } from "../../classifier/model.ts";
import { encodeModel } from "../../classifier/model-file.ts";
import { isBetter } from "../../classifier/quality/is-better.ts";
import { type TimeTest, testByTime } from "../../classifier/test-by-time.ts";
import type { TrainProgress } from "../../classifier/train-model.ts";
import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { insertModel, nextModelVersion, putModelInForce } from "../../db/queries/models.ts";
import type { ModelRecord, ModelTarget, modelStates } from "../../db/schema/index.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { findPredictors } from "./find-predictors.ts";
import { judgeModel } from "./judge-model.ts";

export type LearnOutcome =
  | { outcome: "too few"; rows: number; needed: number }
  | {
      outcome: Exclude<(typeof modelStates)[number], "earlier">;
      version: number;
      record: ModelRecord;
    };

/** A solved ticket with what it teaches; without its number where it is made up. */
export interface SolvedTicket extends Example<Readable> {
  ticketId?: string;
}

export const fewestExamples = 200;
/** How long training may keep the process from other work before it lets go. */
const sliceMs = 20;

/**
 * Learns from solved tickets, oldest first, what is true of a ticket in the end: the help desk's number of its group,
 * its priority, or how long it took. The new model is tested on the newest fifth, and comes into force when nothing is
 * there yet, or when it beats the model in force on those tickets by more than chance.
 */
export async function learnTarget(
  context: ServiceContext,
  input: {
    installationId: string;
    target: ModelTarget;
    examples: readonly SolvedTicket[];
    onProgress?: (progress: TrainProgress) => Promise<void> | void;
  },
): Promise<LearnOutcome> {
  const { installationId, target, examples } = input;
  if (examples.length < fewestExamples) {
    return { outcome: "too few", rows: examples.length, needed: fewestExamples };
  }
  const key = { installationId, target };
  const { model, told } = await train(context, input);
  const inForce = (await findPredictors(context, installationId))[target];
  const before =
    inForce &&
    told.map(({ example }) => ({ isRight: inForce.predict(example.document).label === example.label }));
  const outcome = unusable(model, target) ?? (before && !isBetter(told, before) ? "not better" : "in force");
  const { record: judged, quality } = judgeModel(model, told);
  const record: ModelRecord = {
    ...judged,
    trainedRows: model.metrics.rows,
    accuracyInForce: before ? before.filter(({ isRight }) => isRight).length / before.length : null,
  };
  const version = await context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const next = await nextModelVersion(tx, key);
    const state = outcome === "in force" ? "earlier" : outcome;
    const trainedAt = isoNow(context.platform);
    const bytes = encodeModel(model);
    await insertModel(tx, { ...key, version: next, state, record, quality, bytes, trainedAt });
    if (outcome === "in force") await putModelInForce(tx, key, next);
    return next;
  });
  return { outcome, version, record };
}

/** Priority and effort stand in a text only faintly: there a model that is hardly better than guessing is none. */
function unusable({ learnability }: Model, target: ModelTarget): "not learnable" | "weak" | undefined {
  if (learnability === "not learnable") return learnability;
  return learnability === "weak" && target !== "group" ? "weak" : undefined;
}

/** In slices, so that webhooks are answered meanwhile. */
async function train(
  { platform }: ServiceContext,
  { examples, onProgress }: Parameters<typeof learnTarget>[1],
): Promise<TimeTest<SolvedTicket>> {
  const steps = testByTime(examples);
  let sliceEndMs = platform.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (platform.now() < sliceEndMs) continue;
    await onProgress?.(step.value);
    await platform.nextTurn();
    sliceEndMs = platform.now() + sliceMs;
  }
}
