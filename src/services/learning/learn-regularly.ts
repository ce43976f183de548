import { listInstallations } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";
import { noteMovedTickets } from "./note-moved-tickets.ts";
import { startImport } from "./start-import.ts";
import { isUnderWay, startTraining } from "./start-training.ts";
import { watchDrift } from "./watch-drift.ts";

const hourMs = 3_600_000;
/** An import that has not moved for so long has lost its message. */
const strandedAfterMs = hourMs / 4;
const readAgainAfterMs = 24 * hourMs;
/** What a drift asks for is what the last training has just tried. */
const trainAgainAfterMs = 24 * hourMs;

/** The regular round: reads what was solved since yesterday, goes on where a crash stopped, and minds the drift. */
export async function learnRegularly(context: ServiceContext): Promise<void> {
  for (const installation of await listInstallations(context.db)) {
    if (installation.status !== "active") continue;
    try {
      await tend(context, installation);
    } catch (error) {
      context.platform.log.warn("learning could not go on", { installationId: installation.id, error });
    }
  }
}

async function tend(context: ServiceContext, { id: installationId }: Installation): Promise<void> {
  const nowMs = context.platform.now();
  const since = (at: string | null) => nowMs - Date.parse(at ?? "1970-01-01");
  const moved = await noteMovedTickets(context, { installationId });
  if (moved > 0) context.platform.log.info("moved tickets noted", { installationId, moved });
  const learning = await getLearning(context, installationId);
  const { importState, importMovedAt, settings } = learning;
  const isDue = since(importMovedAt) > (importState === "importing" ? strandedAfterMs : readAgainAfterMs);
  if (settings.readsHistory && isDue) await startImport(context, { installationId });
  if (learning.trainingState === "training") {
    const hasDied = !isUnderWay(learning, nowMs) && context.cannotTrain === undefined;
    if (hasDied) await startTraining(context, { installationId });
    return;
  }
  const isFresh = learning.trainedAt === null || since(learning.trainedAt) < trainAgainAfterMs;
  const hasDrifted = !isFresh && (await watchDrift(context, { installationId })).hasDrifted;
  if (hasDrifted && context.cannotTrain !== undefined) return;
  const { started } = await startTraining(context, { installationId, onlyIfWorthwhile: !hasDrifted });
  if (started && hasDrifted) {
    context.platform.log.warn("the group model has drifted and is trained anew", { installationId });
  }
}
