import type { Condition, ConditionOperator, Test } from "../../../src/routing/condition.ts";
import type { FieldValue, Organization, Ticket } from "../../../src/routing/ticket.ts";
import type { ConditionCase } from "./condition-case.ts";

/** One test on one fact of the ticket. */
const on = (
  ticket: Partial<Ticket>,
  field: Test["field"],
  operator: ConditionOperator,
  value: Test["value"],
  holds: boolean,
): ConditionCase => ({ when: { field, operator, value }, ticket, holds });
const custom = (actual: FieldValue, operator: ConditionOperator, value: Test["value"], holds: boolean) =>
  on({ customFields: { tier: actual } }, "custom.tier", operator, value, holds);
const order = (amount: number | null, operator: ConditionOperator, value: Test["value"], holds: boolean) => ({
  when: { field: "order.value", operator, value } as Condition,
  signals: amount === null ? {} : { orderValue: { value: amount } },
  holds,
});
const sla = (operator: ConditionOperator, value: number): Condition => ({
  field: "slaMinutesLeft",
  operator,
  value,
});
const at = (now: string, field: Test["field"], value: string | number, holds: boolean): ConditionCase => ({
  when: { field, operator: "is", value },
  now,
  holds,
});
const dueAtTen = { slaDueAt: "2026-11-23T10:00:00Z" };
const larkfield: Organization = {
  name: "Larkfield Goods",
  tier: "gold",
  tags: ["b2b"],
  fields: { region: "EU" },
  owner: "a1",
};
const email: Condition = { field: "channel", operator: "is", value: "email" };
const chat: Condition = { field: "channel", operator: "is", value: "chat" };
const unknown: Condition = { field: "language", operator: "is", value: "de" };
const composed = (when: Condition, holds: boolean): ConditionCase => ({ when, holds });

export const factCases: ConditionCase[] = [
  // One value
  on({ channel: "email" }, "channel", "is", "email", true),
  on({ channel: "Email" }, "channel", "is", "EMAIL", true),
  on({ channel: "email" }, "channel", "is", "chat", false),
  on({ channel: "email" }, "channel", "is not", "chat", true),
  on({ channel: "email" }, "channel", "in", ["chat", "email"], true),
  on({ channel: "voice" }, "channel", "not in", ["chat", "email"], true),
  on({ channel: "chat" }, "channel", "not in", ["chat", "email"], false),
  on({ status: "open" }, "status", "is", "open", true),
  on({ priority: "high" }, "priority", "in", ["high", "urgent"], true),
  on({ type: "incident" }, "type", "is", "incident", true),
  on({ brand: "Larkfield EU" }, "brand", "is", "larkfield eu", true),
  on({ brandId: "77" }, "brand", "is", "77", true),
  on({ reopened: true }, "reopened", "is", true, true),
  on({ reopened: false }, "reopened", "is", true, false),
  on({ previousAgentId: "a1" }, "previousAgent", "present", true, true),
  // Lists
  on({ tags: ["vip", "eu"] }, "tags", "is", "vip", true),
  on({ tags: ["vip_gold"] }, "tags", "is", "vip", false),
  on({ tags: ["vip_gold"] }, "tags", "contains", "vip", true),
  on({ tags: ["vip", "eu"] }, "tags", "in", ["b2b", "eu"], true),
  on({ tags: ["vip", "eu"] }, "tags", "not in", ["b2b", "eu"], false),
  on({ tags: ["vip", "eu"] }, "tags", "is not", "b2b", true),
  on({ tags: ["big order", "eu"] }, "tags", "contains all", ["order", "eu"], true),
  on({ tags: ["vip"] }, "tags", "present", true, true),
  on({ tags: [] }, "tags", "present", false, true),
  // The requester and the company
  on({}, "requester.email", "is", "ada@larkfield.example", true),
  on({}, "requester.domain", "is", "larkfield.example", true),
  on({}, "requester.domain", "is", "larkfield", false),
  on({}, "requester.name", "starts with", "ada", true),
  on({}, "requester.locale", "in", ["en-GB", "en-US"], true),
  on({ organization: larkfield }, "organization.name", "contains", "goods", true),
  on({ organization: larkfield }, "organization.tier", "is", "gold", true),
  on({ organization: larkfield }, "organization.tags", "is", "b2b", true),
  on({ organization: larkfield }, "organization.field.region", "is", "eu", true),
  on({ organization: null }, "organization.tier", "is", "gold", false),
  on({}, "organization.tier", "is not", "gold", false),
  // The help desk's own fields
  custom("Gold", "is", "gold", true),
  custom(120, "is", 120, true),
  custom("120", "is", 120, true),
  custom("120", "at least", 100, true),
  custom(" 120 ", "at most", 120, true),
  custom("twelve", "at least", 1, false),
  custom(true, "is", true, true),
  custom(true, "is", "true", true),
  custom(true, "at least", 0, false),
  custom(["a", "b"], "is", "b", true),
  custom(["5", "50"], "greater than", 40, true),
  custom(null, "present", false, true),
  custom("", "present", true, false),
  custom(0, "present", true, true),
  custom(false, "present", true, true),
  // Numbers
  order(100, "greater than", 100, false),
  order(100.01, "greater than", 100, true),
  order(100, "at least", 100, true),
  order(100, "less than", 100, false),
  order(100, "at most", 100, true),
  order(50, "between", [50, 100], true),
  order(100, "between", [50, 100], true),
  order(100.5, "between", [50, 100], false),
  order(-5, "less than", 0, true),
  order(null, "less than", 1000, false),
  order(null, "present", false, true),
  // The clock: Europe/Berlin is at UTC+1 in winter and at UTC+2 in summer
  at("2026-11-23T07:59:00Z", "schedule.office", "closed", true),
  at("2026-11-23T08:00:00Z", "schedule.office", "open", true),
  at("2026-11-23T15:59:00Z", "schedule.office", "open", true),
  at("2026-11-23T16:00:00Z", "schedule.office", "closed", true),
  at("2026-06-22T07:00:00Z", "schedule.office", "open", true),
  at("2026-06-22T06:59:00Z", "schedule.office", "closed", true),
  at("2026-11-22T10:00:00Z", "schedule.office", "closed", true),
  at("2026-12-25T10:00:00Z", "schedule.office", "closed", true),
  at("2026-12-24T10:00:00Z", "schedule.office", "open", true),
  at("2026-11-22T23:30:00Z", "weekday", "monday", true),
  at("2026-11-22T22:30:00Z", "weekday", "sunday", true),
  at("2026-03-29T01:30:00Z", "hour", 3, true),
  at("2026-10-25T00:30:00Z", "hour", 2, true),
  at("2026-10-25T01:30:00Z", "hour", 2, true),
  at("nonsense", "weekday", "monday", false),
  {
    when: { field: "ageMinutes", operator: "at least", value: 30 },
    now: "2026-11-23T10:00:00Z",
    holds: true,
  },
  {
    when: { field: "ageMinutes", operator: "greater than", value: 30 },
    now: "2026-11-23T10:00:00Z",
    holds: false,
  },
  { when: { field: "waitedMinutes", operator: "at least", value: 10 }, waitedMinutes: 10, holds: true },
  { when: { field: "waitedMinutes", operator: "at least", value: 0 }, holds: false },
  { when: sla("at most", 30), ticket: dueAtTen, now: "2026-11-23T09:30:00Z", holds: true },
  { when: sla("less than", 30), ticket: dueAtTen, now: "2026-11-23T09:30:00Z", holds: false },
  { when: sla("less than", 0), ticket: dueAtTen, now: "2026-11-23T10:00:01Z", holds: true },
  { when: sla("at most", 30), ticket: { slaDueAt: null }, holds: false },
  { when: sla("at most", 30), holds: false },
  // Signals
  {
    when: { field: "language", operator: "is", value: "de" },
    signals: { language: { value: "de", confidence: 0.98 } },
    holds: true,
  },
  {
    when: { field: "intent", operator: "in", value: ["return", "exchange"] },
    signals: { intent: { value: "return" } },
    holds: true,
  },
  { when: { field: "intent", operator: "is not", value: "return" }, signals: {}, holds: false },
  {
    when: { field: "sentiment", operator: "at most", value: -0.5 },
    signals: { sentiment: { value: -0.8 } },
    holds: true,
  },
  {
    when: { field: "urgency", operator: "at least", value: 0.7 },
    signals: { urgency: { value: 0.2 } },
    holds: false,
  },
  {
    when: { field: "complexity", operator: "between", value: [4, 5] },
    signals: { complexity: { value: 4 } },
    holds: true,
  },
  {
    when: { field: "order.number", operator: "starts with", value: "LF-" },
    signals: { orderNumber: { value: "lf-1234" } },
    holds: true,
  },
  // All, any, not
  composed({ all: [] }, true),
  composed({ all: [email, chat] }, false),
  composed({ any: [email, chat] }, true),
  composed({ not: chat }, true),
  composed({ not: { not: email } }, true),
  composed({ not: { all: [email, chat] } }, true),
  composed({ not: { any: [email, chat] } }, false),
  composed({ all: [email, { any: [chat, { not: chat }] }] }, true),
  composed(unknown, false),
  composed({ not: unknown }, true),
  composed({ any: [unknown, email] }, true),
  composed({ all: [unknown, email] }, false),
];
