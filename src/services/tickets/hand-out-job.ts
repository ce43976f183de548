import type { Job } from "../../jobs/job-types.ts";
import type { Platform } from "../../ports/platform.ts";

/** A look at what an installation holds, because somebody may have room now. Many requests make one look. */
export function handOutJob(payload: { installationId: string; at?: string }): Job {
  return { name: "hand-out", payload };
}

/** The same for later, to the second. */
export function laterHandOutJob(
  platform: Pick<Platform, "now">,
  { installationId, delaySeconds }: { installationId: string; delaySeconds: number },
): Job {
  const atMs = Math.ceil(platform.now() / 1000 + delaySeconds) * 1000;
  return handOutJob({ installationId, at: new Date(atMs).toISOString() });
}
