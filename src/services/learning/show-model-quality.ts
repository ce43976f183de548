import { findLearning } from "../../db/queries/learning.ts";
import { findModel, type ModelKey } from "../../db/queries/models.ts";
import { listGroups } from "../../db/queries/roster.ts";
import {
  type ModelQuality,
  type ModelRecord,
  type ModelTarget,
  modelTargets,
} from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { getInstallation } from "../installations/connect-installation.ts";

export interface ModelQualityView extends ModelQuality {
  /** `url`: the ticket's page in the help desk. */
  mistakes: (ModelQuality["mistakes"][number] & { url: string })[];
  version: number;
  state: string;
  trainedAt: string;
  record: ModelRecord;
  /** From which confidence this model tells its label now; above 1, it tells nothing. */
  threshold: number;
  /** The precision that this threshold keeps where nobody chose another. */
  promised: number;
  /** Whether an admin chose it. */
  isChosen: boolean;
}

const promised = 0.9;

/** How a model did on tickets later than it had seen, with groups by name. @throws NotFoundError */
export async function showModelQuality(
  context: Pick<ServiceContext, "db" | "helpdesks">,
  input: ModelKey & { version: number },
): Promise<ModelQualityView> {
  const { db } = context;
  const { helpdesk: name, subdomain } = await getInstallation(context, input.installationId);
  const helpdesk = getHelpdesk(context, name);
  const model = await findModel(db, input, input.version);
  if (!model) throw new NotFoundError(`version ${input.version} of the ${input.target} model`);
  const { version, state, trainedAt, record, quality } = model;
  const learning = await findLearning(db, input.installationId);
  const chosen = learning?.settings.thresholds[input.target];
  const own = quality.promises.find((promise) => promise.promised === promised)?.threshold ?? 2;
  const names = new Map(
    (await listGroups(db, input.installationId)).map(({ groupId, name }) => [groupId, name]),
  );
  const nameOf = (label: string) =>
    input.target === "group" ? (names.get(label) ?? `a group that is gone (${label})`) : label;
  const named = <Row extends { target: string; label: string }>(row: Row): Row => ({
    ...row,
    target: nameOf(row.target),
    label: nameOf(row.label),
  });
  return {
    ...{ version, state, trainedAt, record },
    ...quality,
    confusions: quality.confusions.map(named),
    mistakes: quality.mistakes.map((mistake) => ({
      ...named(mistake),
      url: helpdesk.ticketUrl({ subdomain, ticketId: mistake.ticketId }),
    })),
    threshold: chosen ?? own,
    promised,
    isChosen: chosen !== undefined,
  };
}

/** Undefined for what no model tells. */
export function findModelTarget(text: string): ModelTarget | undefined {
  return modelTargets.find((target) => target === text);
}
