import * as z from "zod";
import { updateLearning } from "../../db/queries/learning.ts";
import { type LearningSettings, modelTargets } from "../../db/schema/index.ts";
import { InputError } from "../../ports/app-error.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";

/** What is left out stays as it is; a threshold of null gives it back to the model. */
export const LearningInput = z.strictObject({
  readsHistory: z.boolean().optional(),
  thresholds: z
    .partialRecord(z.enum(modelTargets), z.number().min(0, "0 to 1").max(1, "0 to 1").nullable())
    .optional(),
  effortField: z.string().min(1).max(120).nullable().optional(),
  effortUnit: z.enum(["minutes", "seconds"]).optional(),
  outside: z
    .strictObject({ isOn: z.boolean(), callsPerDay: z.number().int().min(0).max(100_000) })
    .optional(),
});

/** Another field for the effort counts for tickets that are read from then on; read the history anew for the others. */
export async function setLearning(
  context: ServiceContext,
  input: { installationId: string; changes: z.infer<typeof LearningInput>; actor: Actor },
): Promise<LearningSettings> {
  const { installationId, changes, actor } = input;
  if (changes.outside?.isOn && !context.outsideModel) {
    throw new InputError("this server has no outside model; its operator sets SIGNALBOX_OUTSIDE_MODEL_URL");
  }
  const { settings, importState } = await getLearning(context, installationId);
  const { readsHistory = settings.readsHistory, effortField = settings.effortField } = changes;
  const chosen = { ...settings.thresholds, ...changes.thresholds };
  const next: LearningSettings = {
    readsHistory,
    effortField,
    effortUnit: changes.effortUnit ?? settings.effortUnit,
    outside: changes.outside ?? settings.outside,
    thresholds: Object.fromEntries(Object.entries(chosen).filter(([, threshold]) => threshold !== null)),
  };
  const stops = !readsHistory && importState === "importing";
  await updateLearning(context.db, installationId, {
    settings: next,
    ...(stops ? { importState: "not started" as const, importReason: "Switched off." } : {}),
  });
  await recordAudit(context, { installationId, actor, act: "learning settings saved", detail: { ...next } });
  return next;
}
