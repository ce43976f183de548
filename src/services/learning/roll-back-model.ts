import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import {
  findEarlierModel,
  findVersionInForce,
  type ModelKey,
  putModelInForce,
} from "../../db/queries/models.ts";
import { InputError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";

/** Puts the model that was in force before back in force. @throws InputError when there was none */
export async function rollBackModel(context: ServiceContext, key: ModelKey): Promise<{ version: number }> {
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, key.installationId);
    const inForce = await findVersionInForce(tx, key);
    const earlier = inForce === undefined ? undefined : await findEarlierModel(tx, key, inForce);
    if (!earlier) throw new InputError("There is no earlier model to return to.");
    await putModelInForce(tx, key, earlier.version);
    return { version: earlier.version };
  });
}
