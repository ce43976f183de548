import { createPredictor, type Predictor } from "../../classifier/create-predictor.ts";
import { decodeModel, ModelFileError } from "../../classifier/model-file.ts";
import { findModel, findVersionInForce, type ModelKey } from "../../db/queries/models.ts";
import type { ServiceContext } from "../context.ts";

/** A model takes some megabytes: those of the tenants whose tickets came last stay in memory. */
const keptPredictors = 10;

/** The model in force, ready to tell; undefined where nothing was learned yet, or its bytes are of no use any more. */
export async function findPredictor(context: ServiceContext, key: ModelKey): Promise<Predictor | undefined> {
  const { predictors } = context;
  const version = await findVersionInForce(context.db, key);
  if (version === undefined) return undefined;
  const name = `${key.installationId}/${key.target}/${version}`;
  const predictor = predictors.has(name) ? predictors.get(name) : await load(context, key, version);
  // Last in a map is newest.
  predictors.delete(name);
  predictors.set(name, predictor);
  for (const oldest of predictors.keys()) {
    if (predictors.size <= keptPredictors) break;
    predictors.delete(oldest);
  }
  return predictor;
}

/** After an update that reads text differently, tickets go on without the model until it is trained again. */
async function load(context: ServiceContext, key: ModelKey, version: number): Promise<Predictor | undefined> {
  const stored = await findModel(context.db, key, version);
  try {
    return stored && createPredictor(decodeModel(stored.bytes));
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    context.platform.log.warn("a model cannot be used", { ...key, version, reason: error.message });
    return undefined;
  }
}
