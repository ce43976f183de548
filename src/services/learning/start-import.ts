import type { Db } from "../../db/database.ts";
import { updateLearning } from "../../db/queries/learning.ts";
import type { Learning } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";

const dayMs = 86_400_000;
const firstDays = 365;

/** Begins to read the history, or goes on where it stood. `days` begins anew, that far back. */
export async function startImport(
  context: ServiceContext,
  input: { installationId: string; days?: number | undefined; delaySeconds?: number },
): Promise<Learning> {
  const { installationId, days } = input;
  const learning = await getLearning(context, installationId);
  if (!learning.settings.readsHistory) {
    throw new AppError("conflict", "reading the history is switched off in the settings of learning");
  }
  const isNew = days !== undefined || learning.importSince === null;
  const since = new Date(context.platform.now() - (days ?? firstDays) * dayMs).toISOString();
  await context.db.transaction(async (tx: Db) => {
    await updateLearning(tx, installationId, {
      importState: "importing",
      importReason: null,
      importMovedAt: isoNow(context.platform),
      ...(isNew ? { importSince: since, importCursor: null, importedUntil: since, ticketsRead: 0 } : {}),
    });
    const job = { name: "import-history", payload: { installationId } } as const;
    const { delaySeconds = 0 } = input;
    await context.queue.enqueue(tx, [job], delaySeconds > 0 ? { delaySeconds } : {});
  });
  context.queue.wake();
  return getLearning(context, installationId);
}
