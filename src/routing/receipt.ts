import * as z from "zod";
import { policyModes } from "./policy.ts";
import { PickMode } from "./queue.ts";
import { Signals } from "./signals.ts";
import { reassignReasons } from "./snapshot.ts";
import { FieldValue, TicketPriority, TicketUpdate } from "./ticket.ts";

export const TestTrace = z.object({
  field: z.string(),
  operator: z.string(),
  expected: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
  /** The value, or what of a text was found: the phrases, or the part that a pattern matched. Text itself is not kept. */
  actual: FieldValue,
  matched: z.boolean(),
  /** Why there is no plain answer: the fact was not there, or another test had already settled the rule. */
  note: z.enum(["not known", "not tested"]).optional(),
  /** Inside an odd number of `not`: the rule wanted this test to fail. */
  negated: z.literal(true).optional(),
});
export type TestTrace = z.infer<typeof TestTrace>;

export const RuleTrace = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(["matched", "not matched", "not reached", "switched off"]),
  tests: z.array(TestTrace),
});
export type RuleTrace = z.infer<typeof RuleTrace>;

export const candidateFilters = [
  "member",
  "active",
  "available",
  "on shift",
  "has skill",
  "speaks language",
  "under capacity",
  "under queue cap",
  "ramp",
  "not excluded",
] as const;
export type CandidateFilter = (typeof candidateFilters)[number];

export const CandidateTrace = z.object({
  agentId: z.string(),
  name: z.string(),
  /** The first filter that ruled the agent out, with the values compared; null for one who stayed in. */
  removedBy: z.object({ filter: z.enum(candidateFilters), detail: z.string() }).nullable(),
  open: z.number(),
  capacity: z.number(),
  /** 1 is the chosen agent; null for one who was ruled out. */
  rank: z.number().nullable(),
  /** What the ranking compared, the weightiest first; null counts as the most of all. */
  keys: z.array(z.object({ name: z.string(), value: z.number().nullable() })).optional(),
});
export type CandidateTrace = z.infer<typeof CandidateTrace>;

export const decisionOutcomes = ["assign", "hold", "group", "leave alone"] as const;
export const leaveReasons = [
  "policy off",
  "rule",
  "already assigned",
  "solved or closed",
  "group missing",
] as const;

/** Why a ticket went to a group and nobody in it. */
export const groupReasons = ["rule", "help desk picks", "nobody eligible"] as const;

/** An instant (ISO 8601, UTC) and what happens then: "Test Agent 3's shift starts". */
const Occasion = z.object({ at: z.string(), why: z.string() });

const SkillTrace = z.object({
  skill: z.string(),
  level: z.number().nullable(),
  need: z.enum(["require", "prefer"]),
  /** The rule that asked for it, or null when the queue does. */
  ruleId: z.string().nullable(),
  droppedAfterMinutes: z.number().optional(),
});
export type SkillTrace = z.infer<typeof SkillTrace>;

/**
 * Why a ticket went where it went, small enough to keep for each ticket. It has every fact that the policy's rules
 * can see and the rules that matched in full; together with the policy version it names, `expandReceipt` tells every
 * condition of every rule.
 */
export const Receipt = z.object({
  receiptVersion: z.literal(3),
  policyHash: z.string(),
  snapshotHash: z.string(),
  ticketId: z.string(),
  decidedAt: z.string(),
  /** The policy's, in which people read times. */
  timezone: z.string(),
  mode: z.enum(policyModes),
  /** Whether this ticket's decision is for writing, or only for the register (shadow, or outside the canary share). */
  writes: z.boolean(),
  outcome: z.enum(decisionOutcomes),
  leaveReason: z.enum(leaveReasons).nullable(),
  groupReason: z.enum(groupReasons).nullable(),
  /** The owner that the ticket was to leave, and why. */
  reassign: z
    .object({ fromAgentId: z.string(), fromName: z.string().nullable(), reason: z.enum(reassignReasons) })
    .nullable(),
  signals: Signals,
  /** By field name: what the rules could compare. Clock fields and free text are not here. */
  facts: z.record(z.string(), FieldValue),
  /**
   * Free text by field name: its length, and which of the policy's phrases were found (folded). With `missed`, only
   * the phrases in either list were looked for, because the rules were settled without the others.
   */
  texts: z.record(
    z.string(),
    z.object({ length: z.number(), found: z.array(z.string()), missed: z.array(z.string()).optional() }),
  ),
  /** Tests on free text other than phrases that were run: their numbers among the policy's distinct tests. */
  textTests: z.object({ matched: z.array(z.number()), failed: z.array(z.number()) }),
  /** The rules that matched, in order; `expandReceipt` gives the others. */
  rules: z.array(RuleTrace),
  ruleCount: z.number(),
  /** The rule with `last` that ended the list; those after it were not reached. */
  endedBy: z.string().nullable(),
  queue: z
    .object({
      id: z.string(),
      name: z.string(),
      group: z.string(),
      groupId: z.string().nullable(),
      /** The rule that sent the ticket here, or null when it is the fallback. */
      ruleId: z.string().nullable(),
      pick: z.array(PickMode),
      /** Whether the queue's schedule is closed at the time. */
      closed: z.boolean(),
    })
    .nullable(),
  /** The queues that the ticket overflowed from, in order, with the reason. */
  overflowedFrom: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
  skills: z.array(SkillTrace),
  /** All who were considered up to 100; of more, the 50 best and the 50 who came furthest through the filters. */
  candidates: z.array(CandidateTrace),
  candidateCounts: z.object({
    considered: z.number(),
    eligible: z.number(),
    /** Only filters that ruled somebody out. */
    removedBy: z.partialRecord(z.enum(candidateFilters), z.number()),
  }),
  chosen: z
    .object({
      agentId: z.string(),
      name: z.string(),
      /** The absent agent who would have been preferred. */
      standsInFor: z.string().optional(),
    })
    .nullable(),
  tieBreak: z.string().nullable(),
  priority: z
    .object({ from: TicketPriority.nullable(), to: TicketPriority, ruleId: z.string().nullable() })
    .nullable(),
  /** Effort points the ticket takes of the chosen agent's capacity. */
  effort: z.number(),
  /** What the service is to reserve. */
  reserved: z.object({ agentId: z.string(), points: z.number() }).nullable(),
  /** Where the rotation stands once the ticket is assigned: the agent's turns, and the floor of the queue. */
  turn: z
    .object({ queueId: z.string(), agentId: z.string(), turns: z.number(), floor: z.number() })
    .nullable(),
  /** Of a held ticket: when deciding again may end differently although nobody does anything. */
  nextDueAt: Occasion.nullable(),
  /** Of a held ticket: when somebody will be able to take it, as far as can be told. */
  earliest: Occasion.extend({ agentId: z.string().optional() }).nullable(),
  notify: z.array(z.string()),
  update: TicketUpdate,
  /** Milliseconds by step, put in by the service: a decision has no clock. */
  timings: z.record(z.string(), z.number()).optional(),
});
export type Receipt = z.infer<typeof Receipt>;
