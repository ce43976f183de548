import { findLearning, insertLearning } from "../../db/queries/learning.ts";
import type { Learning, LearningSettings } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "../helpdesk/seal-context.ts";
import { newSecret } from "../secrets.ts";

const firstSettings: LearningSettings = {
  readsHistory: true,
  thresholds: {},
  effortField: null,
  effortUnit: "minutes",
  outside: { isOn: false, callsPerDay: 1_000 },
};

/** How far learning has come; begun with a key of its own where nothing was there. */
export async function getLearning(
  context: Pick<ServiceContext, "db" | "keyring">,
  installationId: string,
): Promise<Learning> {
  const known = await findLearning(context.db, installationId);
  if (known) return known;
  const sealedKey = await context.keyring.seal(newSecret(), sealContext(installationId, "learning key"));
  await insertLearning(context.db, { installationId, settings: firstSettings, sealedKey });
  const begun = await findLearning(context.db, installationId);
  if (!begun) throw new Error("the installation was deleted meanwhile");
  return begun;
}
