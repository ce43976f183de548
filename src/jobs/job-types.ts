import { z } from "zod";

/** Names and payloads: all that a sender may know. Payloads carry ids only. */
export const jobTypes = {
  "route-tickets": z.object({
    keys: z
      .array(z.object({ installationId: z.string(), ticketId: z.string(), cycle: z.number().int() }))
      .min(1)
      .max(64),
  }),
} as const;

export type JobName = keyof typeof jobTypes;
export type Job = {
  [Name in JobName]: { name: Name; payload: z.infer<(typeof jobTypes)[Name]> };
}[JobName];
