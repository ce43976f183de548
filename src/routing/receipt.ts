import { z } from "zod";
import { FieldValue, TicketPriority, TicketUpdate } from "./ticket.ts";

export const TestTrace = z.object({
  field: z.string(),
  operator: z.string(),
  expected: z.union([z.string(), z.boolean(), z.array(z.string())]),
  /** The words or value found; null when the ticket does not have the field. Long text is cut. */
  actual: FieldValue,
  matched: z.boolean(),
});
export type TestTrace = z.infer<typeof TestTrace>;

export const RuleTrace = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(["matched", "not matched", "not reached"]),
  tests: z.array(TestTrace),
});
export type RuleTrace = z.infer<typeof RuleTrace>;

export const candidateFilters = ["member", "active", "available", "under capacity"] as const;

export const CandidateTrace = z.object({
  agentId: z.string(),
  name: z.string(),
  /** The first filter that ruled the agent out, with the values compared; null for one who stayed in. */
  removedBy: z.object({ filter: z.enum(candidateFilters), detail: z.string() }).nullable(),
  open: z.number(),
  capacity: z.number(),
  /** 1 is the chosen agent; null for one who was ruled out. */
  rank: z.number().nullable(),
});
export type CandidateTrace = z.infer<typeof CandidateTrace>;

export const decisionOutcomes = ["assign", "hold", "leave alone"] as const;
export const leaveReasons = [
  "policy off",
  "rule",
  "already assigned",
  "solved or closed",
  "group missing",
] as const;

/** Why a ticket went where it went: the whole evaluation, small enough to keep for each ticket. */
export const Receipt = z.object({
  receiptVersion: z.literal(1),
  policyHash: z.string(),
  snapshotHash: z.string(),
  ticketId: z.string(),
  decidedAt: z.string(),
  outcome: z.enum(decisionOutcomes),
  leaveReason: z.enum(leaveReasons).nullable(),
  rules: z.array(RuleTrace),
  queue: z
    .object({
      id: z.string(),
      name: z.string(),
      group: z.string(),
      groupId: z.string().nullable(),
      /** The rule that sent the ticket here, or null when it is the fallback. */
      ruleId: z.string().nullable(),
    })
    .nullable(),
  candidates: z.array(CandidateTrace),
  chosen: z.object({ agentId: z.string(), name: z.string() }).nullable(),
  tieBreak: z.string().nullable(),
  priority: z.object({ from: TicketPriority.nullable(), to: TicketPriority, ruleId: z.string() }).nullable(),
  update: TicketUpdate,
});
export type Receipt = z.infer<typeof Receipt>;
