import type { Job } from "../../jobs/job-types.ts";
import type { ReassignReason } from "./review-owner.ts";

/** A look at whether a ticket is to leave its owner. */
export function reviewOwnerJob(payload: {
  installationId: string;
  ticketId: string;
  reason: ReassignReason;
  tries?: number;
}): Job {
  return { name: "review-owner", payload };
}
