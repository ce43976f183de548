import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { updateInstallation } from "../../db/queries/installations.ts";
import { listLeftBehind } from "../../db/queries/left-behind.ts";
import { replaceRoster } from "../../db/queries/roster.ts";
import type { Installation } from "../../db/schema/index.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { handOutJob } from "../tickets/hand-out-job.ts";
import { reviewOwnerJob } from "../tickets/review-owner-job.ts";

/** So long a ticket's own event may be on its way, and the help desk's clock may differ from ours. */
const lateMs = 5 * 60_000;

/**
 * Copies groups, agents, memberships, availability and skills from the help desk into the mirror, and has those tickets
 * looked at whose owner may not own them any more.
 */
export async function syncRoster(context: ServiceContext, installation: Installation): Promise<void> {
  const client = await openClient(context, installation);
  const roster = await client.readRoster();
  await context.db.transaction(async (tx: Db) => {
    // Taken so that nobody decides on a roster that is half replaced.
    await lockInstallation(tx, installation.id);
    await replaceRoster(tx, installation.id, {
      groups: roster.groups.map(({ id, ...group }) => ({ groupId: id, ...group })),
      agents: roster.agents.map(({ id, ...agent }) => ({ agentId: id, ...agent })),
    });
    await updateInstallation(tx, installation.id, {
      rosterSyncedAt: isoNow(context.platform),
      helpdeskPicks: roster.picksAgents,
      rosterUntold: roster.untold,
    });
    const left = await listLeftBehind(tx, {
      installationId: installation.id,
      sinceIso: lateNewsSince(installation.rosterSyncedAt ?? installation.createdAt),
    });
    await context.queue.enqueue(tx, [
      // Somebody may have come.
      handOutJob({ installationId: installation.id }),
      ...left.map((key) => reviewOwnerJob({ ...key, reason: "owner gone" })),
    ]);
  });
  context.queue.wake();
}

/** Whoever has left since the roster was read last lost their tickets since then. */
function lateNewsSince(lastReadAt: string): string {
  return new Date(Date.parse(lastReadAt) - lateMs).toISOString();
}
