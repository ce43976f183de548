import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { findRebalance, markRebalanceApplied, releaseToPlanned } from "../../db/queries/rebalances.ts";
import { AppError, NotFoundError } from "../../ports/app-error.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { routeTicketsJobs } from "../tickets/route-tickets-jobs.ts";
import { validMinutes } from "./preview-rebalance.ts";

/** Nothing else is worth a question to the database, which would not even take all of it. */
const previewPattern = /^[\w-]{1,100}$/;

/**
 * Lets the held tickets of a preview go, each to the agent whom the preview named. Each is read and decided anew like any
 * other, so nobody is taken above capacity and no human is overruled: where the agent cannot take it any more, it goes
 * where it would go without the plan.
 *
 * @returns how many were let go, and how many were not held any more
 * @throws NotFoundError; AppError `conflict` for a preview that is old, was applied, or was made under another policy
 */
export async function applyRebalance(
  context: ServiceContext,
  input: { installationId: string; previewId: string; actor: Actor },
): Promise<{ released: number; skipped: number }> {
  const { installationId, previewId, actor } = input;
  const at = isoNow(context.platform);
  const result = await context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, installationId);
    const isOne = previewPattern.test(previewId);
    const preview = isOne ? await findRebalance(tx, installationId, previewId) : undefined;
    if (!preview) throw new NotFoundError("that preview");
    if (Date.parse(at) - Date.parse(preview.madeAt) > validMinutes * 60_000) {
      throw new AppError("conflict", "the preview is too old; look again at what would go where");
    }
    if ((await findActivePolicy(tx, installationId))?.version !== preview.policyVersion) {
      throw new AppError(
        "conflict",
        "the policy has changed since the preview; look again at what would go where",
      );
    }
    if (!(await markRebalanceApplied(tx, previewId, at))) {
      throw new AppError("conflict", "the preview was applied before; look again at what would go where");
    }
    const keys = await releaseToPlanned(tx, { installationId, planned: preview.planned, at });
    await context.queue.enqueue(tx, routeTicketsJobs(keys));
    const counts = { released: keys.length, skipped: preview.planned.length - keys.length };
    const detail = { previewId, ...counts };
    await recordAudit({ ...context, db: tx }, { installationId, actor, act: "rebalance applied", detail });
    return counts;
  });
  context.queue.wake();
  return result;
}
