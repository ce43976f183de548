import { claimRosterRefresh, findInstallation } from "../../db/queries/installations.ts";
import type { ServiceContext } from "../context.ts";
import { noteFailure } from "../installations/note-failure.ts";
import { refreshRosterJob } from "./refresh-roster-job.ts";
import { syncRoster } from "./sync-roster.ts";

/** When a whole shift logs in at once, the first is seen at once and the others together. */
const intervalSeconds = 10;

/**
 * Reads the roster because an event said that it changed: at once, and otherwise as soon as the last such reading is ten
 * seconds old. Nothing of the event is used, so it does not matter how many come, or in which order.
 */
export async function refreshRoster(
  context: ServiceContext,
  input: { installationId: string },
): Promise<{ outcome: "read" | "later" | "failed" | "not connected" }> {
  const { installationId } = input;
  const installation = await findInstallation(context.db, installationId);
  if (installation?.status !== "active") return { outcome: "not connected" };
  const claim = await claimRosterRefresh(context.db, installationId, { intervalSeconds });
  if (claim !== "claimed") {
    // Whoever asks meanwhile names the same time, so that only one of them waits.
    const later = refreshRosterJob({ installationId, at: claim.at });
    await context.queue.enqueue(context.db, [later], { delaySeconds: claim.waitSeconds });
    return { outcome: "later" };
  }
  try {
    await syncRoster(context, installation);
    return { outcome: "read" };
  } catch (error) {
    // The regular round reads it again.
    await noteFailure(context, installationId, error);
    return { outcome: "failed" };
  }
}
