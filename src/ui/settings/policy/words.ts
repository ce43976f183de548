import type { Action } from "../../../routing/action.ts";
import type { Condition, ConditionOperator, Test } from "../../../routing/condition.ts";
import type { KnownField } from "../../../routing/fields.ts";
import type { Policy } from "../../../routing/policy.ts";
import type { FieldWords } from "../../../routing/vocabulary.ts";
import { settingsText } from "../../messages/settings-text.ts";
import type { Option } from "../parts/inputs.tsx";

type KeyedField = "custom." | "requester.field." | "organization.field." | "schedule.";
const keyed: readonly KeyedField[] = ["custom.", "requester.field.", "organization.field.", "schedule."];
const clock = ["weekday", "hour", "schedule.", "ageMinutes", "waitedMinutes", "slaMinutesLeft"];

function groupOf(name: string) {
  if (name.startsWith("requester.")) return "requester";
  if (name.startsWith("organization.")) return "organization";
  return clock.includes(name) ? "clock" : readFromText.includes(name) ? "text" : "ticket";
}
const readFromText = [
  ...[
    "language",
    "intent",
    "suggestedGroup",
    "suggestedPriority",
    "handlingMinutes",
    "complexity",
    "sentiment",
    "urgency",
    "amount",
    "vip",
    "spam",
  ],
  ...["autoReply", "order.number", "order.value", "tracking.number"],
];

/** A policy's parts in the reader's words. */
export function useWords() {
  const { tell } = settingsText.useText();

  const fieldName = (name: string): string => {
    const prefix = keyed.find((start) => name.startsWith(start));
    if (!prefix) return tell(`field.${name as KnownField}`);
    const key = name.slice(prefix.length);
    return key ? `${tell(`field.${prefix}`)} ${key}` : tell(`field.${prefix}`);
  };
  const operatorName = (operator: ConditionOperator) => tell(`op.${operator}`);

  function testText({ field, operator, value }: Test): string {
    if (operator === "present") {
      return tell(value === false ? "test.isMissing" : "test.isThere", { field: fieldName(field) });
    }
    const list = (Array.isArray(value) ? value : [value]).map(String);
    const shown = list.length > 2 ? `${list.slice(0, 2).join(", ")}, …` : list.join(", ");
    return `${fieldName(field)} ${operatorName(operator)} ${shown || "…"}`;
  }

  function conditionText(condition: Condition): string {
    const tests = testsIn(condition);
    const [first] = tests;
    if (!first) return tell("rule.always");
    return tests.length === 1 ? testText(first) : `${testText(first)}\u00a0·\u00a0+${tests.length - 1}`;
  }

  function actionText(action: Action, policy: Policy): string {
    const name = tell(`do.${action.do}`);
    const withWhat = (what: string) => `${name}: ${what || "…"}`;
    switch (action.do) {
      case "send to queue":
        return `→ ${policy.queues.find(({ id }) => id === action.queue)?.name ?? action.queue}`;
      case "set priority":
      case "raise priority":
        return withWhat(tell(`priority.${action.priority}`));
      case "add tags":
        return withWhat(action.tags.join(", "));
      case "require skill":
      case "prefer skill":
        return withWhat(action.skill);
      case "prefer agent":
      case "exclude agent":
        return withWhat(action.agent);
      case "effort":
        return withWhat(String(action.points));
      case "set custom field":
        return withWhat(action.key);
      default:
        return name;
    }
  }

  /** The fields under headings, as choices. */
  function fieldGroups(fields: readonly FieldWords[]): { label: string; options: Option[] }[] {
    const groups = ["ticket", "text", "requester", "organization", "clock"] as const;
    return groups.map((group) => ({
      label: tell(`fields.${group}`),
      options: fields
        .filter(({ name }) => groupOf(name) === group)
        .map(({ name }) => ({ value: name, label: fieldName(name) })),
    }));
  }

  return { fieldName, operatorName, testText, conditionText, actionText, fieldGroups };
}

function testsIn(condition: Condition): Test[] {
  if ("all" in condition) return condition.all.flatMap(testsIn);
  if ("any" in condition) return condition.any.flatMap(testsIn);
  return "not" in condition ? testsIn(condition.not) : [condition];
}
