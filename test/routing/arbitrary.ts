import fc from "fast-check";
import type { Action } from "../../src/routing/action.ts";
import type { Condition, Test } from "../../src/routing/condition.ts";
import type { Policy, Rule } from "../../src/routing/policy.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { officeHours, policyOf, queueOf, snapshotOf } from "./build.ts";

// Documents are JSON, which has no objects without a prototype.
const plain = <Shape extends object>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record<Shape>(shape, { noNullPrototype: true });

// Small pools, so that random rules and random tickets meet.
const words = [
  "refund",
  "Rückgabe",
  "send it back",
  "cart",
  "art",
  "退款",
  "订单",
  "where's my order",
  "STRASSE",
];
const texts = fc
  .array(
    fc.constantFrom(
      ...words,
      "refunds",
      "RUCKGABE",
      "send  it\nback",
      "我要退款谢谢",
      "#12",
      "straße",
      "café",
      ",",
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(" "));
const anyText = fc.oneof({ weight: 4, arbitrary: texts }, fc.string({ unit: "grapheme", maxLength: 30 }));
const channel = fc.constantFrom("email", "web", "chat", "Email");
const tags = fc.uniqueArray(fc.constantFrom("vip", "b2b", "Wholesale order", "退款"), { maxLength: 3 });
const fieldValue = fc.oneof(
  fc.constantFrom("gold", "120", "", "gold plus refund"),
  fc.integer({ min: 0, max: 300 }),
  fc.boolean(),
  fc.constant(null),
  tags,
);

const textTest = plain({
  field: fc.constantFrom("subject", "body", "text", "requester.name", "custom.note"),
  operator: fc.constantFrom("contains", "contains all", "starts with", "is", "is not", "in", "not in"),
  value: fc.uniqueArray(
    fc.oneof(
      fc.constantFrom(...words, "#12", "é"),
      texts.filter((text) => /\w/.test(text)),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
});
const patternTest = plain({
  field: fc.constantFrom("subject", "body", "text", "requester.email", "custom.note"),
  operator: fc.constant("matches"),
  value: fc.constantFrom(
    "refunds?",
    "^send\\s+it",
    "#\\d+",
    "(退|订)",
    "stra(ß|ss)e",
    "a+b*c?art",
    "order$",
    "k",
  ),
});
const wordTest = plain({
  field: fc.constantFrom(
    "channel",
    "tags",
    "requester.domain",
    "language",
    "intent",
    "custom.tier",
    "previousAgent",
  ),
  operator: fc.constantFrom("is", "is not", "in", "not in", "contains"),
  value: fc.uniqueArray(
    fc.constantFrom("email", "chat", "vip", "gold", "larkfield.example", "de", "return", "120"),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
});
const minutes = ["ageMinutes", "waitedMinutes", "slaMinutesLeft"] as const;
const numberTest = plain({
  field: fc.constantFrom("order.value", "urgency", "custom.tier", "hour", ...minutes),
  operator: fc.constantFrom("greater than", "at least", "less than", "at most"),
  value: fc.integer({ min: 0, max: 200 }),
});
const rangeTest = fc
  .tuple(fc.constantFrom("order.value", "custom.tier"), fc.nat(200), fc.nat(200))
  .map(([field, a, b]) => ({ field, operator: "between", value: [Math.min(a, b), Math.max(a, b)] }));
const otherTest = fc.oneof(
  plain({
    field: fc.constantFrom("order.value", "custom.tier", "body", "organization.name"),
    operator: fc.constant("present"),
    value: fc.boolean(),
  }),
  plain({ field: fc.constant("reopened"), operator: fc.constant("is"), value: fc.boolean() }),
  plain({
    field: fc.constant("schedule.office"),
    operator: fc.constant("is"),
    value: fc.constantFrom("open", "closed"),
  }),
  plain({
    field: fc.constant("weekday"),
    operator: fc.constant("in"),
    value: fc.constantFrom(["monday"], ["sunday", "friday"]),
  }),
);
const arbitraryTest = fc.oneof(
  { weight: 4, arbitrary: textTest },
  { weight: 2, arbitrary: patternTest },
  { weight: 4, arbitrary: wordTest },
  { weight: 2, arbitrary: numberTest },
  { weight: 1, arbitrary: rangeTest },
  { weight: 1, arbitrary: otherTest },
) as fc.Arbitrary<Test>;

const arbitraryCondition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 3, arbitrary: arbitraryTest as fc.Arbitrary<Condition> },
    { weight: 2, arbitrary: plain({ all: fc.array(tie("condition"), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: plain({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) },
    { weight: 1, arbitrary: plain({ not: tie("condition") }) },
  ),
})).condition;

const arbitraryAction = fc.oneof(
  fc.constantFrom("returns", "orders", "seniors").map((queue): Action => ({ do: "send to queue", queue })),
  fc.constantFrom("low", "urgent", "high").map((priority) => ({ do: "raise priority", priority }) as Action),
  fc.constant<Action>({ do: "add tags", tags: ["routed", "vip"] }),
  fc.constant<Action>({ do: "set custom field", key: "tier", value: "gold" }),
  fc
    .constantFrom("refunds", "german")
    .map((skill): Action => ({ do: "require skill", skill, dropAfterMinutes: 30 })),
  fc.constantFrom("refunds", "german").map((skill): Action => ({ do: "prefer skill", skill, level: 2 })),
  fc.constant<Action>({ do: "prefer previous agent" }),
  fc.constant<Action>({ do: "prefer account owner" }),
  fc.constant<Action>({ do: "prefer agent", agent: "Ada A." }),
  fc.constant<Action>({ do: "exclude agent", agent: "Test Agent 2" }),
  fc.constantFrom(0.5, 2).map((points): Action => ({ do: "effort", points })),
  fc.constant<Action>({ do: "leave alone" }),
  fc.constant<Action>({ do: "group only" }),
);

const arbitraryRule = fc.record(
  {
    when: arbitraryCondition,
    then: fc.array(arbitraryAction, { minLength: 1, maxLength: 3 }),
    last: fc.boolean(),
    enabled: fc.constantFrom(true, true, true, false),
  },
  { noNullPrototype: true, requiredKeys: ["when", "then"] },
);

const arbitraryQueues = fc
  .record({
    pick: fc.constantFrom("most spare share", "fewest open", "longest since last", "rotation", "best skill", [
      "rotation",
      "best skill",
      "fewest open",
    ]),
    clock: fc.constantFrom(undefined, "calendar", "business"),
    matchLanguage: fc.constantFrom(undefined, "require", "prefer"),
    nobody: fc.constantFrom("hold", "group only", "ignore capacity"),
    cap: fc.constantFrom(undefined, 1, 3),
    schedule: fc.constantFrom(undefined, "office"),
    afterMinutes: fc.constantFrom(0, 10, 60),
  })
  .map(({ pick, clock, matchLanguage, nobody, cap, schedule, afterMinutes }) => [
    queueOf("returns", {
      pick,
      hold: { nobody },
      overflow: [{ when: "held", afterMinutes, to: "orders" }],
      ...(clock && { clock }),
      ...(matchLanguage && { matchLanguage }),
      ...(cap && { cap }),
      ...(schedule && { schedule }),
    } as Parameters<typeof queueOf>[1]),
    queueOf("orders", { pick, escalate: [{ afterMinutes, do: "add group", group: "seniors" }] } as Parameters<
      typeof queueOf
    >[1]),
    queueOf("seniors"),
  ]);

export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({ rules: fc.array(arbitraryRule, { maxLength: 8 }), queues: arbitraryQueues })
  .map(({ rules, queues }) =>
    policyOf({
      rules: rules.map((rule, index) => ({ id: `r${index}`, name: `Rule ${index}`, ...rule }) as Rule),
      queues,
      fallback: "orders",
    }),
  );

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

export const arbitrarySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    subject: anyText,
    body: anyText,
    channel,
    tags,
    note: fieldValue,
    tier: fieldValue,
    language: optional(fc.constantFrom("de", "en", "pt-BR")),
    intent: optional(fc.constantFrom("return", "refund")),
    orderValue: optional(fc.integer({ min: 0, max: 250 })),
    waitedMinutes: optional(fc.integer({ min: 0, max: 100 })),
    reopened: optional(fc.boolean()),
    slaDueAt: optional(fc.constantFrom("2026-11-23T11:30:00Z", "2026-11-22T22:00:00.500Z", null)),
    previousAgentId: optional(fc.constantFrom("a1", "a2", null)),
    heldSince: optional(fc.constantFrom("2026-11-22T22:00:00Z", "2026-11-20T15:50:00Z")),
    isHandOut: optional(fc.boolean()),
    helpdeskPicks: fc.constantFrom(undefined, undefined, true),
    reassign: fc.constantFrom(undefined, undefined, "taken back", "owner absent"),
    now: fc.constantFrom("2026-11-23T10:00:00Z", "2026-11-22T23:30:00Z", "2026-11-27T17:00:00Z"),
    agents: fc.array(
      fc.record(
        {
          groupIds: fc.constantFrom<string[]>(
            ["g-returns"],
            ["g-orders"],
            ["g-returns", "g-orders"],
            ["g-seniors"],
          ),
          open: fc.integer({ min: 0, max: 5 }),
          available: fc.boolean(),
          capacity: fc.constantFrom(null, 1, 4),
          skills: fc.constantFrom<Record<string, number>>({}, { refunds: 3 }, { refunds: 1, german: 5 }),
          languages: fc.constantFrom<string[]>(["de"], ["en", "pt"]),
          shift: fc.constantFrom(officeHours, { ...officeHours, timezone: "America/New_York" }),
          pausedUntil: fc.constantFrom(null, "2026-11-23T10:20:00Z"),
          absence: fc.constantFrom(null, {
            from: "2026-11-20T00:00:00Z",
            until: "2026-12-01T00:00:00Z",
            standInId: "a2",
          }),
          handedOut: fc.nat(4),
          queueLoads: fc.constantFrom<Record<string, number>>({}, { returns: 2 }),
          lastAssignedAt: fc.constantFrom(null, "2026-11-22T09:00:00Z", "2026-11-20T09:00:00Z"),
          rotation: fc.constantFrom<Record<string, number>>({}, { orders: 2.5, returns: 1 }),
        },
        { noNullPrototype: true, requiredKeys: ["groupIds", "open", "available"] },
      ),
      { maxLength: 5 },
    ),
  })
  .map(({ subject, body, channel, tags, note, tier, agents, ...rest }) =>
    snapshotOf({
      ticket: {
        subject,
        body,
        channel,
        tags,
        customFields: { note, tier },
        ...(rest.reassign !== undefined && { assigneeId: "a1" }),
        ...(rest.reopened !== undefined && { reopened: rest.reopened }),
        ...(rest.slaDueAt !== undefined && { slaDueAt: rest.slaDueAt }),
        ...(rest.previousAgentId !== undefined && { previousAgentId: rest.previousAgentId }),
      },
      signals: {
        ...(rest.language && { language: { value: rest.language } }),
        ...(rest.intent && { intent: { value: rest.intent, confidence: 0.8 } }),
        ...(rest.orderValue !== undefined && { orderValue: { value: rest.orderValue } }),
      },
      ...(rest.heldSince !== undefined && { heldSince: rest.heldSince }),
      ...(rest.isHandOut !== undefined && { isHandOut: rest.isHandOut }),
      ...(rest.helpdeskPicks !== undefined && { helpdeskPicks: rest.helpdeskPicks }),
      ...(rest.reassign !== undefined && {
        reassign: { fromAgentId: "a1", reason: rest.reassign } as NonNullable<Snapshot["reassign"]>,
      }),
      ...(rest.waitedMinutes !== undefined && { waitedMinutes: rest.waitedMinutes }),
      now: rest.now,
      agents: agents.map((agent, index) => ({
        id: `a${index + 1}`,
        name: `Test Agent ${index + 1}`,
        ...agent,
      })),
    }),
  );
