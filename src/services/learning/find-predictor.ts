import { createPredictor, type Predictor } from "../../classifier/create-predictor.ts";
import { decodeModel } from "../../classifier/model-file.ts";
import { findModel, findVersionInForce, type ModelKey } from "../../db/queries/models.ts";
import type { ServiceContext } from "../context.ts";

/** A model takes some megabytes: those of the tenants whose tickets came last stay in memory. */
const keptPredictors = 10;

/** The model in force, ready to tell; undefined where nothing was learned yet. */
export async function findPredictor(context: ServiceContext, key: ModelKey): Promise<Predictor | undefined> {
  const version = await findVersionInForce(context.db, key);
  if (version === undefined) return undefined;
  const name = `${key.installationId}/${key.target}/${version}`;
  const known = context.predictors.get(name);
  const stored = known ? undefined : await findModel(context.db, key, version);
  const predictor = known ?? (stored && createPredictor(decodeModel(stored.bytes)));
  if (!predictor) return undefined;
  // Last in a map is newest.
  context.predictors.delete(name);
  context.predictors.set(name, predictor);
  for (const oldest of context.predictors.keys()) {
    if (context.predictors.size <= keptPredictors) break;
    context.predictors.delete(oldest);
  }
  return predictor;
}
