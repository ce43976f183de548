import * as z from "zod";
import type { Db } from "../../db/database.ts";
import { saveCorrection } from "../../db/queries/corrections.ts";
import { listGroups } from "../../db/queries/roster.ts";
import { findLatestCycle } from "../../db/queries/routing-cycles.ts";
import { correctionReasons } from "../../db/schema/index.ts";
import { InputError, NotFoundError } from "../../ports/app-error.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

export const WrongPlaceInput = z.strictObject({
  reason: z.enum(correctionReasons),
  note: z.string().trim().max(500).optional(),
  /** The help desk's id of the group where the ticket belongs. */
  wantedGroupId: z.string().max(40).optional(),
});
export type WrongPlaceInput = z.infer<typeof WrongPlaceInput>;

/**
 * Keeps that somebody says a ticket is in the wrong place, and where it belongs. Nothing is moved: that is the agent's
 * to do, or another routing's.
 *
 * @throws NotFoundError for a ticket that was never routed, InputError for a group that is not there
 */
export async function reportWrongPlace(
  context: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; ticketId: string; actor: Actor } & WrongPlaceInput,
): Promise<{ at: string }> {
  const { installationId, ticketId, actor, reason, note, wantedGroupId = null } = input;
  const at = isoNow(context.platform);
  await context.db.transaction(async (tx: Db) => {
    const latest = await findLatestCycle(tx, installationId, ticketId);
    if (!latest) throw new NotFoundError(`ticket ${ticketId}`);
    const { cycle, decisionId } = latest;
    if (wantedGroupId !== null) {
      const groups = await listGroups(tx, installationId);
      if (!groups.some(({ groupId }) => groupId === wantedGroupId)) {
        throw new InputError("the help desk has no such group; choose one that it has");
      }
    }
    const said = { reason, note: note || null, wantedGroupId };
    await saveCorrection(tx, { installationId, ticketId, cycle, actor, decisionId, ...said, at });
    // What somebody wrote in their own words belongs into no log that is kept for years.
    const detail = { ticketId, cycle, reason, wantedGroupId };
    await recordAudit({ ...context, db: tx }, { installationId, actor, act: "wrong place reported", detail });
  });
  return { at };
}
