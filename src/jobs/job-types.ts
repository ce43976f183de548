import { z } from "zod";
import { reassignReasons } from "../routing/snapshot.ts";

/** Names and payloads: all that a sender may know. Payloads carry ids only. */
export const jobTypes = {
  "route-tickets": z.object({
    keys: z
      .array(z.object({ installationId: z.string(), ticketId: z.string(), cycle: z.number().int() }))
      .min(1)
      .max(64),
  }),
  "hand-out": z.object({
    installationId: z.string(),
    /** ISO 8601; for a look that is meant for later. */
    at: z.string().optional(),
  }),
  "visit-installation": z.object({ installationId: z.string() }),
  "review-owner": z.object({
    installationId: z.string(),
    ticketId: z.string(),
    reason: z.enum(reassignReasons).exclude(["asked for"]),
  }),
  "end-shift": z.object({ installationId: z.string(), agentId: z.string(), at: z.string() }),
} as const;

export type JobName = keyof typeof jobTypes;
export type Job = {
  [Name in JobName]: { name: Name; payload: z.infer<(typeof jobTypes)[Name]> };
}[JobName];
