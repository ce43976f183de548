import { z } from "zod";
import { TicketPriority } from "./ticket.ts";

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "use lower-case letters, digits and dashes");
const Name = z.string().trim().min(1).max(120);

export const conditionFields = [
  "subject",
  "body",
  "channel",
  "type",
  "status",
  "priority",
  "tags",
  "requester.name",
  "requester.email",
  "requester.domain",
  "requester.locale",
] as const;

export const conditionOperators = ["is", "is not", "in", "contains", "starts with", "present"] as const;

const Test = z.strictObject({
  field: z.enum(conditionFields),
  operator: z.enum(conditionOperators),
  /** `present` takes true or false; `in` and `contains` a list of which any may apply; the rest one text. */
  value: z.union([z.string().max(256), z.boolean(), z.array(z.string().max(256)).min(1).max(200)]),
});
export type Test = z.infer<typeof Test>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).max(50) }),
    z.strictObject({ any: z.array(Condition).min(1).max(50) }),
    z.strictObject({ not: Condition }),
    Test,
  ]),
);

export const Action = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("send to queue"), queue: Id }),
  z.strictObject({ do: z.literal("set priority"), priority: TicketPriority }),
  z.strictObject({ do: z.literal("raise priority"), priority: TicketPriority }),
  z.strictObject({ do: z.literal("add tags"), tags: z.array(z.string().min(1).max(80)).min(1).max(20) }),
  z.strictObject({ do: z.literal("leave alone") }),
]);
export type Action = z.infer<typeof Action>;

export const Rule = z.strictObject({
  id: Id,
  name: Name,
  when: Condition,
  then: z.array(Action).min(1).max(20),
  /** A matching rule with `last` ends the list; the receipt still shows the rules that were not reached. */
  last: z.boolean().optional(),
});
export type Rule = z.infer<typeof Rule>;

export const Queue = z.strictObject({
  id: Id,
  name: Name,
  /** The help desk's group, by name, so that one policy fits every help desk. */
  group: Name,
  pick: z.enum(["fewest open"]),
});
export type Queue = z.infer<typeof Queue>;

/** The routing policy: the document that admins write, version by version. */
export const Policy = z
  .strictObject({
    mode: z.enum(["off", "shadow", "on"]),
    rules: z.array(Rule).max(2000),
    queues: z.array(Queue).min(1).max(500),
    /** The queue for a ticket that no rule sends anywhere. */
    fallback: Id,
    capacity: z.strictObject({ default: z.number().positive().max(1000) }),
    /** Whether the decision's sentence is left on the ticket as a private note. */
    note: z.boolean(),
  })
  .superRefine((policy, context) => {
    const queues = new Set(policy.queues.map((queue) => queue.id));
    const refuse = (path: PropertyKey[], queue: string) =>
      context.addIssue({
        code: "custom",
        path,
        message: `there is no queue "${queue}"; the policy has ${[...queues].join(", ")}`,
      });
    if (!queues.has(policy.fallback)) refuse(["fallback"], policy.fallback);
    for (const [r, rule] of policy.rules.entries()) {
      for (const [a, action] of rule.then.entries()) {
        if (action.do === "send to queue" && !queues.has(action.queue)) {
          refuse(["rules", r, "then", a, "queue"], action.queue);
        }
      }
    }
  });
export type Policy = z.infer<typeof Policy>;
