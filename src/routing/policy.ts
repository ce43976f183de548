import * as z from "zod";
import { Action, Id, Name } from "./action.ts";
import { Condition } from "./condition.ts";
import { findPolicyProblems } from "./find-policy-problems.ts";
import { Queue } from "./queue.ts";
import { Schedule } from "./schedule.ts";
import { TicketStatus } from "./ticket.ts";

export const Rule = z
  .strictObject({
    id: Id,
    name: Name,
    /** A rule switched off stays in the document and is not evaluated. */
    enabled: z.boolean().optional(),
    when: Condition,
    then: z.array(Action).min(1).max(20),
    /** A matching rule with `last` ends the list; the receipt still shows the rules that were not reached. */
    last: z.boolean().optional(),
  })
  .meta({ id: "Rule" });
export type Rule = z.infer<typeof Rule>;

export const policyModes = ["off", "shadow", "canary", "on"] as const;

export const PolicyDocument = z.strictObject({
  mode: z.enum(policyModes),
  /** With mode "canary": the share of tickets, by a hash of their id, that is written and not only shadowed. */
  canaryPercent: z.number().min(0).max(100).optional(),
  /** IANA name, for weekdays, hours and schedules without their own. UTC when absent. */
  timezone: z.string().max(64).optional(),
  schedules: z.array(Schedule).max(200).optional(),
  rules: z.array(Rule).max(10_000),
  queues: z.array(Queue).min(1).max(500),
  /** The queue for a ticket that no rule sends anywhere. */
  fallback: Id,
  capacity: z.strictObject({
    default: z.number().positive().max(1000),
    /** The statuses in which a ticket counts against its owner; new, open and pending when absent. */
    counts: z.array(TicketStatus).min(1).max(6).optional(),
  }),
  /** A reopened ticket whose owner is not there: keep it with them, or route it anew, which is what happens when absent. */
  reopened: z.strictObject({ ownerAway: z.enum(["keep", "reroute"]) }).optional(),
  /** What happens to somebody's tickets when their shift ends: they keep them when absent. */
  shiftEnd: z
    .strictObject({
      open: z.enum(["keep", "reroute"]),
      /** Only tickets in these; new and open when absent. */
      statuses: z.array(TicketStatus).min(1).max(6).optional(),
    })
    .optional(),
  /** Whether the decision's sentence is left on the ticket as a private note. */
  note: z.boolean(),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** The routing policy: the document that admins write, version by version. */
export const Policy = PolicyDocument.superRefine((policy, context) => {
  for (const problem of findPolicyProblems(policy)) {
    const { path, message } = problem;
    context.addIssue({ code: "custom", path, message, params: { problem } });
  }
});
export type Policy = z.infer<typeof Policy>;

const countedByDefault: readonly TicketStatus[] = ["new", "open", "pending"];

/** The statuses in which a ticket counts against its owner: on-hold, solved and closed tickets do not by accident. */
export function countedStatuses({ capacity }: Pick<PolicyDocument, "capacity">): readonly TicketStatus[] {
  return capacity.counts ?? countedByDefault;
}
