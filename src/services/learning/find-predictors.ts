import { createPredictor, type Predictor } from "../../classifier/create-predictor.ts";
import { decodeModel, ModelFileError } from "../../classifier/model-file.ts";
import { findModel, listInForce, type ModelInForce } from "../../db/queries/models.ts";
import type { ModelTarget } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";

/** A model takes some megabytes: those of the tenants whose tickets came last stay in memory. */
const keptPredictors = 12;

/**
 * The models in force, ready to tell, with the thresholds that admins chose. A target is left out where nothing was
 * learned yet, or the model's bytes are of no use any more.
 */
export async function findPredictors(
  context: ServiceContext,
  installationId: string,
): Promise<Partial<Record<ModelTarget, Predictor>>> {
  const { predictors } = context;
  const found: Partial<Record<ModelTarget, Predictor>> = {};
  for (const inForce of await listInForce(context.db, installationId)) {
    const { target, version, threshold } = inForce;
    const name = `${installationId}/${target}/${version}/${threshold}`;
    const predictor = predictors.has(name)
      ? predictors.get(name)
      : await load(context, installationId, inForce);
    // Last in a map is newest.
    predictors.delete(name);
    predictors.set(name, predictor);
    if (predictor) found[target] = predictor;
  }
  for (const oldest of predictors.keys()) {
    if (predictors.size <= keptPredictors) break;
    predictors.delete(oldest);
  }
  return found;
}

/** After an update that reads text differently, tickets go on without the model until it is trained again. */
async function load(
  context: ServiceContext,
  installationId: string,
  { target, version, threshold }: ModelInForce,
): Promise<Predictor | undefined> {
  const key = { installationId, target };
  const stored = await findModel(context.db, key, version);
  try {
    return stored && createPredictor(decodeModel(stored.bytes), undefined, threshold ?? undefined);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    context.platform.log.warn("a model cannot be used", { ...key, version, reason: error.message });
    return undefined;
  }
}
