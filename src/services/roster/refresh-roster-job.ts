import type { Job } from "../../jobs/job-types.ts";

/** A reading of the roster, because an event said that it changed. Many requests make one reading. */
export function refreshRosterJob(payload: { installationId: string; at?: string }): Job {
  return { name: "refresh-roster", payload };
}
