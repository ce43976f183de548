import * as z from "zod";
import { reassignReasons } from "../routing/snapshot.ts";
import { TicketPriority } from "../routing/ticket.ts";

function changeOf<T extends z.ZodType>(value: T) {
  return z.object({ before: value.nullable(), after: value.nullable() });
}

/** Names and payloads: all that a sender may know. Payloads carry ids and no text. */
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
  "refresh-roster": z.object({
    installationId: z.string(),
    /** ISO 8601; for a reading that is meant for later. */
    at: z.string().optional(),
  }),
  "review-owner": z.object({
    installationId: z.string(),
    ticketId: z.string(),
    reason: z.enum(reassignReasons).exclude(["asked for"]),
    /** How often the help desk was away or busy. */
    tries: z.number().int().optional(),
  }),
  "review-write": z.object({
    installationId: z.string(),
    ticketId: z.string(),
    changes: z.object({
      groupId: changeOf(z.string()).optional(),
      assigneeId: changeOf(z.string()).optional(),
      priority: changeOf(TicketPriority).optional(),
    }),
    tries: z.number().int(),
  }),
  "end-shift": z.object({ installationId: z.string(), agentId: z.string(), at: z.string() }),
  "import-history": z.object({
    installationId: z.string(),
    /** ISO 8601; for one that is meant for later. */
    at: z.string().optional(),
  }),
  "train-models": z.object({ installationId: z.string() }),
} as const;

export type JobName = keyof typeof jobTypes;
export type Job = {
  [Name in JobName]: { name: Name; payload: z.infer<(typeof jobTypes)[Name]> };
}[JobName];
