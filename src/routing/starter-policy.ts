import type { Condition } from "./condition.ts";
import type { Policy, Rule } from "./policy.ts";
import type { Queue } from "./queue.ts";
import { starterPhrases } from "./starter-phrases.ts";
import { fold } from "./text/fold.ts";

/** Intents are the classifier's; the phrases stand in where it abstains or has not been trained yet. */
function wants(intents: string[], phrases: readonly string[]): Condition {
  return {
    any: [
      { field: "intent", operator: "in", value: intents },
      { field: "text", operator: "contains", value: [...phrases] },
    ],
  };
}

function says(phrases: readonly string[]): Condition {
  return { field: "subject", operator: "contains", value: [...phrases] };
}

const rules: Rule[] = [
  {
    id: "automatic-replies",
    name: "Automatic replies and no-reply senders",
    when: {
      any: [
        says(starterPhrases.automatic),
        {
          field: "requester.email",
          operator: "matches",
          value: "^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)([+.-][^@]*)?@",
        },
      ],
    },
    then: [{ do: "leave alone" }],
    last: true,
  },
  {
    id: "spam",
    name: "Marked as spam",
    when: { field: "tags", operator: "in", value: ["spam", "suspected_spam"] },
    then: [{ do: "leave alone" }],
    last: true,
  },
  {
    id: "vip",
    name: "VIP customers",
    when: {
      any: [
        { field: "requester.tags", operator: "contains", value: ["vip"] },
        { field: "organization.tier", operator: "in", value: ["vip", "gold", "platinum"] },
        { field: "tags", operator: "contains", value: ["vip"] },
      ],
    },
    then: [
      { do: "raise priority", priority: "high" },
      { do: "add tags", tags: ["vip"] },
      { do: "prefer previous agent" },
      { do: "prefer account owner" },
    ],
  },
  {
    id: "valuable-order",
    name: "Orders of 500 or more",
    when: { field: "order.value", operator: "at least", value: 500 },
    then: [{ do: "raise priority", priority: "high" }],
  },
  {
    id: "reopened",
    name: "Reopened: back to who knows it",
    when: { field: "reopened", operator: "is", value: true },
    then: [{ do: "prefer previous agent" }],
  },
  {
    id: "fraud",
    name: "Fraud and disputed charges",
    when: wants(["fraud", "chargeback"], starterPhrases.fraud),
    then: [
      { do: "send to queue", queue: "payments" },
      { do: "set priority", priority: "urgent" },
      { do: "add tags", tags: ["fraud-check"] },
      { do: "effort", points: 2 },
    ],
    last: true,
  },
  {
    id: "wholesale",
    name: "Wholesale and trade",
    when: {
      any: [
        { field: "tags", operator: "in", value: ["wholesale", "b2b"] },
        wants(["wholesale"], starterPhrases.wholesale),
      ],
    },
    then: [{ do: "send to queue", queue: "wholesale" }, { do: "prefer account owner" }],
    last: true,
  },
  {
    id: "complaints",
    name: "Complaints and angry customers",
    when: {
      any: [
        wants(["complaint"], starterPhrases.complaint),
        { field: "sentiment", operator: "at most", value: -0.7 },
      ],
    },
    then: [
      { do: "send to queue", queue: "customer-care" },
      { do: "raise priority", priority: "high" },
      { do: "prefer previous agent" },
      { do: "effort", points: 2 },
    ],
    last: true,
  },
  {
    id: "cancellations",
    name: "Cancellations and changes before dispatch",
    when: wants(["cancel order", "change address"], starterPhrases.cancellations),
    then: [
      { do: "send to queue", queue: "orders" },
      // A parcel that has left cannot be cancelled, so these cannot wait.
      { do: "raise priority", priority: "high" },
      { do: "add tags", tags: ["cancellation"] },
    ],
    last: true,
  },
  {
    id: "damaged-or-missing",
    name: "Damaged, wrong or missing items",
    when: wants(["damaged item", "missing item", "wrong item"], starterPhrases.damagedOrMissing),
    then: [
      { do: "send to queue", queue: "returns" },
      { do: "raise priority", priority: "normal" },
      { do: "add tags", tags: ["damaged-or-missing"] },
      { do: "effort", points: 1.5 },
    ],
    last: true,
  },
  {
    id: "refunds",
    name: "Refunds",
    when: wants(["refund"], starterPhrases.refunds),
    then: [
      { do: "send to queue", queue: "returns" },
      { do: "prefer skill", skill: "refunds", dropAfterMinutes: 30 },
      { do: "add tags", tags: ["refund"] },
    ],
    last: true,
  },
  {
    id: "returns",
    name: "Returns and exchanges",
    when: wants(["return", "exchange"], starterPhrases.returns),
    then: [
      { do: "send to queue", queue: "returns" },
      { do: "add tags", tags: ["return"] },
    ],
    last: true,
  },
  {
    id: "payment",
    name: "Payment, invoices and vouchers",
    when: wants(["payment", "invoice", "voucher"], starterPhrases.payment),
    then: [{ do: "send to queue", queue: "payments" }],
    last: true,
  },
  {
    id: "where-is-my-order",
    name: "Where is my order",
    when: wants(["order status", "delivery"], starterPhrases.whereIsMyOrder),
    then: [
      { do: "send to queue", queue: "orders" },
      { do: "add tags", tags: ["where-is-my-order"] },
      { do: "effort", points: 0.5 },
    ],
    last: true,
  },
  {
    id: "product",
    name: "Product questions",
    when: wants(["product question", "availability"], starterPhrases.product),
    then: [{ do: "send to queue", queue: "support" }],
    last: true,
  },
];

const queues: Queue[] = [
  { id: "orders", name: "Orders", group: "Orders", pick: "most spare share", matchLanguage: "prefer" },
  { id: "returns", name: "Returns", group: "Returns", pick: "most spare share", matchLanguage: "prefer" },
  {
    id: "payments",
    name: "Payments",
    group: "Payments",
    pick: "most spare share",
    overflow: [{ when: "held", afterMinutes: 60, to: "support" }],
  },
  {
    id: "wholesale",
    name: "Wholesale",
    group: "Wholesale",
    pick: "longest since last",
    overflow: [{ when: "held", afterMinutes: 240, to: "support" }],
  },
  {
    id: "customer-care",
    name: "Customer care",
    group: "Customer care",
    pick: "best skill",
    matchLanguage: "prefer",
    skills: [{ skill: "complaints", need: "prefer" }],
    escalate: [
      { afterMinutes: 30, do: "drop optional skills" },
      { afterMinutes: 60, do: "raise priority", priority: "urgent" },
    ],
    overflow: [{ when: "held", afterMinutes: 120, to: "support" }],
  },
  {
    id: "support",
    name: "Support",
    group: "Support",
    pick: "most spare share",
    matchLanguage: "prefer",
    hold: { nobody: "hold", ageingMinutes: 240 },
  },
];

/** The default of a new installation: an online shop's usual tickets. It begins in shadow mode and writes nothing. */
export const starterPolicy: Policy = {
  mode: "shadow",
  timezone: "UTC",
  schedules: [],
  rules,
  queues,
  fallback: "support",
  capacity: { default: 20 },
  note: false,
};

/**
 * The same policy for a help desk whose groups have other names: a queue whose group is not there goes to the group
 * given, so that no ticket is left alone for want of a group.
 */
export function fitToGroups(policy: Policy, groupNames: readonly string[], otherwise: string): Policy {
  const known = new Map(groupNames.map((name) => [fold(name), name]));
  return {
    ...policy,
    queues: policy.queues.map((queue) => ({ ...queue, group: known.get(fold(queue.group)) ?? otherwise })),
  };
}
