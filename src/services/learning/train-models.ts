import type { TrainProgress } from "../../classifier/train-model.ts";
import { findInstallation } from "../../db/queries/installations.ts";
import { findLearning, updateLearning } from "../../db/queries/learning.ts";
import { type Learning, type ModelTarget, modelTargets } from "../../db/schema/index.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { type LearnOutcome, learnTarget } from "./learn-target.ts";
import { type KeptTicket, labelOf, loadExamples } from "./load-examples.ts";

export type TrainingOutcome = Partial<Record<ModelTarget, LearnOutcome>>;

const tellEveryMs = 1000;
const stages: TrainProgress["stage"][] = ["reading", "choosing", "testing", "training"];

/** Trains a model for each target from what the solved tickets taught, and tells how far it is. */
export async function trainModels(
  context: ServiceContext,
  { installationId }: { installationId: string },
): Promise<TrainingOutcome> {
  const installation = await findInstallation(context.db, installationId);
  const learning = await findLearning(context.db, installationId);
  if (!installation || installation.status === "uninstalled" || !learning) return {};
  const outcome: TrainingOutcome = {};
  try {
    const tickets = await loadExamples(context, learning);
    for (const [index, target] of modelTargets.entries()) {
      const tell = progressTeller(context, learning, { target, index });
      outcome[target] = await learnTarget(context, {
        installationId,
        target,
        examples: examplesFor(target, tickets),
        onProgress: tell,
      });
    }
    await updateLearning(context.db, installationId, {
      trainingState: "done",
      trainingShare: 1,
      trainingStage: null,
      trainingTarget: null,
      trainingReason: describe(outcome),
      trainingMovedAt: isoNow(context.platform),
      trainedExamples: tickets.length,
      trainedAt: isoNow(context.platform),
    });
  } catch (error) {
    await updateLearning(context.db, installationId, {
      trainingState: "failed",
      trainingReason: "The training broke off; the server's log says why.",
      trainingMovedAt: isoNow(context.platform),
    });
    throw error;
  }
  context.platform.log.info("models trained", { installationId, outcome: describe(outcome) });
  return outcome;
}

function examplesFor(target: ModelTarget, tickets: readonly KeptTicket[]) {
  return tickets.flatMap((ticket) => {
    const label = labelOf(ticket, target);
    return label === undefined ? [] : [{ label, document: ticket.bag, ticketId: ticket.ticketId }];
  });
}

/** Written now and then only, for a page that is looked at. */
function progressTeller(
  context: ServiceContext,
  { installationId }: Learning,
  { target, index }: { target: ModelTarget; index: number },
): (progress: TrainProgress) => Promise<void> {
  let toldAtMs = 0;
  return async ({ stage, share }) => {
    if (context.platform.now() - toldAtMs < tellEveryMs) return;
    toldAtMs = context.platform.now();
    const ofTarget = (stages.indexOf(stage) + share) / stages.length;
    await updateLearning(context.db, installationId, {
      trainingTarget: target,
      trainingStage: stage,
      trainingShare: (index + ofTarget) / modelTargets.length,
      trainingMovedAt: isoNow(context.platform),
    });
  };
}

/** "group: in force (version 3); priority: weak; effort: too few (12 of 200)" */
function describe(outcome: TrainingOutcome): string {
  return Object.entries(outcome)
    .map(([target, learned]) =>
      learned.outcome === "too few"
        ? `${target}: too few tickets (${learned.rows} of ${learned.needed})`
        : `${target}: ${learned.outcome} (version ${learned.version})`,
    )
    .join("; ");
}
