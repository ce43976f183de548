import type { Db } from "../../db/database.ts";
import { updateLearning } from "../../db/queries/learning.ts";
import type { Learning } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getLearning } from "./get-learning.ts";

/** One that is meant for later does not stand in the way of one that is meant for now. */
export async function enqueueImport(
  { db, queue, platform }: Pick<ServiceContext, "db" | "queue" | "platform">,
  { installationId, delaySeconds }: { installationId: string; delaySeconds: number },
): Promise<void> {
  const at = new Date(platform.now() + delaySeconds * 1000).toISOString().slice(0, "2025-11-03T10:00".length);
  const payload = delaySeconds > 0 ? { installationId, at } : { installationId };
  await queue.enqueue(db, [{ name: "import-history", payload }], delaySeconds > 0 ? { delaySeconds } : {});
}

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
    await enqueueImport({ ...context, db: tx }, { installationId, delaySeconds: input.delaySeconds ?? 0 });
  });
  context.queue.wake();
  return getLearning(context, installationId);
}
