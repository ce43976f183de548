import type { Action } from "../../../src/routing/action.ts";
import type { Rule } from "../../../src/routing/policy.ts";
import { queueOf } from "../build.ts";
import type { DecisionCase } from "./decision-case.ts";

const always = (id: string, then: Action[], changes: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  when: { all: [] },
  then,
  ...changes,
});
const toReturns: Action = { do: "send to queue", queue: "returns" };
const toOrders: Action = { do: "send to queue", queue: "orders" };
const raise = (priority: "low" | "normal" | "high" | "urgent"): Action => ({
  do: "raise priority",
  priority,
});
const withActions = (...then: Action[]) => ({ rules: [always("r1", [toReturns, ...then])] });

/** What rules and their actions come to together. */
export const ruleCases: DecisionCase[] = [
  { name: "no rule matches: the fallback", is: "assign a1 in orders" },
  {
    name: "a rule sends to its queue",
    policy: { rules: [always("r1", [toReturns])] },
    is: "assign a1 in returns",
  },
  {
    name: "the first queue named wins",
    policy: { rules: [always("r1", [toReturns]), always("r2", [toOrders])] },
    is: "assign a1 in returns",
  },
  {
    name: "a rule without a queue lets later ones decide",
    policy: { rules: [always("r1", [{ do: "add tags", tags: ["x"] }]), always("r2", [toReturns])] },
    is: "assign a1 in returns; tags x",
  },
  {
    name: "last ends the list",
    policy: { rules: [always("r1", [raise("high")], { last: true }), always("r2", [toReturns])] },
    is: "assign a1 in orders; priority high",
  },
  {
    name: "a rule switched off does nothing",
    policy: { rules: [always("r1", [toReturns], { enabled: false, last: true })] },
    is: "assign a1 in orders",
  },
  {
    name: "leave alone, whatever else was asked",
    policy: { rules: [always("r1", [toReturns]), always("r2", [{ do: "leave alone" }])] },
    is: "leave alone: rule",
  },
  { name: "policy off", policy: { mode: "off" }, is: "leave alone: policy off" },
  { name: "shadow decides all the same", policy: { mode: "shadow" }, is: "assign a1 in orders" },
  {
    name: "somebody has it already",
    snapshot: { ticket: { assigneeId: "a9" } },
    is: "leave alone: already assigned",
  },
  { name: "solved", snapshot: { ticket: { status: "solved" } }, is: "leave alone: solved or closed" },
  {
    name: "the help desk has no such group",
    policy: { queues: [queueOf("orders", { group: "Ordrs" })] },
    is: "leave alone: group missing",
  },
  {
    name: "groups are found whatever their case and accents",
    policy: { queues: [queueOf("orders", { group: "ÓRDERS" })] },
    is: "assign a1 in orders; group g-orders",
  },
  { name: "raise from nothing", policy: withActions(raise("low")), is: "assign a1 in returns; priority low" },
  {
    name: "raise never lowers",
    policy: withActions(raise("normal")),
    snapshot: { ticket: { priority: "urgent" } },
    is: "assign a1 in returns",
  },
  {
    name: "the highest raise counts",
    policy: withActions(raise("urgent"), raise("high")),
    is: "assign a1 in returns; priority urgent",
  },
  {
    name: "set may lower",
    policy: withActions({ do: "set priority", priority: "low" }),
    snapshot: { ticket: { priority: "high" } },
    is: "assign a1 in returns; priority low",
  },
  {
    name: "a priority that stays is not written",
    policy: withActions({ do: "set priority", priority: "high" }),
    snapshot: { ticket: { priority: "high" } },
    is: "assign a1 in returns",
  },
  {
    name: "tags add up, without those there are",
    policy: withActions({ do: "add tags", tags: ["a", "b"] }, { do: "add tags", tags: ["b", "c"] }),
    snapshot: { ticket: { tags: ["a"] } },
    is: "assign a1 in returns; tags b c",
  },
  {
    name: "custom fields, the later one counts",
    policy: withActions(
      { do: "set custom field", key: "reason", value: "return" },
      { do: "set custom field", key: "reason", value: "exchange" },
    ),
    is: 'assign a1 in returns; fields {"reason":"exchange"}',
  },
  {
    name: "group only",
    policy: withActions({ do: "group only" }),
    is: "group in returns",
  },
  {
    name: "effort counts against capacity",
    policy: withActions({ do: "effort", points: 3 }),
    snapshot: {
      agents: [
        { id: "a1", open: 6 },
        { id: "a2", open: 5 },
      ],
    },
    is: "assign a2 in returns; effort 3; out: a1 under capacity",
  },
];
