import { countExamples } from "../../db/queries/learning-examples.ts";
import { listModels } from "../../db/queries/models.ts";
import type { ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";
import { mostExamples } from "./import-history.ts";
import { type Drift, watchDrift } from "./watch-drift.ts";

/** How far learning has come, for a page that shows it: settings, the reading of history, training, models, drift. */
export async function showLearning(
  context: ServiceContext,
  { installationId }: { installationId: string },
): Promise<LearningView> {
  const learning = await getLearning(context, installationId);
  const models = await listModels(context.db, installationId);
  return {
    settings: learning.settings,
    import: {
      state: learning.importState,
      reason: learning.importReason,
      since: learning.importSince,
      until: learning.importedUntil,
      share: importShare(learning, context.platform.now()),
      ticketsRead: learning.ticketsRead,
      examples: await countExamples(context.db, installationId),
      mostExamples,
      movedAt: learning.importMovedAt,
    },
    training: {
      state: learning.trainingState,
      target: learning.trainingTarget,
      stage: learning.trainingStage,
      share: learning.trainingShare,
      reason: learning.trainingReason,
      finishedAt: learning.trainedAt,
      examples: learning.trainedExamples,
    },
    models: models.map(({ target, version, state, record, trainedAt }) => {
      return { target, version, state, trainedAt, ...record };
    }),
    drift: await watchDrift(context, { installationId }),
  };
}

type Row = Awaited<ReturnType<typeof getLearning>>;

export interface LearningView {
  settings: Row["settings"];
  import: {
    state: Row["importState"];
    reason: string | null;
    since: string | null;
    until: string | null;
    /** 0 to 1, by the time that it has come through. */
    share: number;
    ticketsRead: number;
    examples: number;
    mostExamples: number;
    movedAt: string | null;
  };
  training: {
    state: Row["trainingState"];
    target: string | null;
    stage: string | null;
    share: number;
    reason: string | null;
    finishedAt: string | null;
    examples: number;
  };
  models: (Pick<ModelRow, "target" | "version" | "state" | "trainedAt"> & ModelRow["record"])[];
  drift: Drift;
}

type ModelRow = Awaited<ReturnType<typeof listModels>>[number];

function importShare({ importState, importSince, importedUntil }: Row, nowMs: number): number {
  if (importState === "up to date") return 1;
  if (importSince === null || importedUntil === null) return 0;
  const sinceMs = Date.parse(importSince);
  const share = (Date.parse(importedUntil) - sinceMs) / Math.max(nowMs - sinceMs, 1);
  return Math.min(Math.max(share, 0), 1);
}
