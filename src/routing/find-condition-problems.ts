import { findPatternProblem, patternLimit } from "./compile-pattern.ts";
import { type Condition, type ConditionOperator, type Test, valuesOf } from "./condition.ts";
import { type FieldFacts, findField } from "./fields.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PolicyProblem } from "./policy-problem.ts";
import { fold } from "./text/fold.ts";

const ordering: readonly ConditionOperator[] = [
  "greater than",
  "at least",
  "less than",
  "at most",
  "between",
];
const searching: readonly ConditionOperator[] = ["contains", "contains all", "starts with", "matches"];

/** Tests that could never work as written: wrong values for the operator, operators the field cannot take. */
export function findConditionProblems(condition: Condition, scheduleIds: string[]): PolicyProblem[] {
  const inside = (key: string, parts: Condition[]) =>
    parts.flatMap((part, index) =>
      findConditionProblems(part, scheduleIds).map(({ path, message }) => ({
        path: [key, index, ...path],
        message,
      })),
    );
  if ("all" in condition) return inside("all", condition.all);
  if ("any" in condition) return inside("any", condition.any);
  if ("not" in condition) {
    return findConditionProblems(condition.not, scheduleIds).map(({ path, message }) => ({
      path: ["not", ...path],
      message,
    }));
  }
  return findTestProblems(condition, scheduleIds);
}

function findTestProblems(test: Test, scheduleIds: string[]): PolicyProblem[] {
  const field = findField(test.field);
  if (!field) return [];
  const problem =
    findScheduleProblem(test, scheduleIds) ??
    findOperatorProblem(test, field) ??
    findValueProblem(test) ??
    findChoiceProblem(test, field);
  return problem ? [problem] : [];
}

function findScheduleProblem(test: Test, scheduleIds: string[]): PolicyProblem | undefined {
  if (!test.field.startsWith("schedule.")) return undefined;
  const id = test.field.slice("schedule.".length);
  if (scheduleIds.includes(id)) return undefined;
  return { path: ["field"], message: `there is no schedule "${id}"${didYouMean(id, scheduleIds)}` };
}

function findOperatorProblem(test: Test, { kind }: FieldFacts): PolicyProblem | undefined {
  const { field, operator } = test;
  if (ordering.includes(operator) && kind !== "number" && kind !== "any") {
    return { path: ["operator"], message: `"${operator}" compares numbers, and ${field} is none` };
  }
  if (searching.includes(operator) && (kind === "number" || kind === "boolean")) {
    const instead = kind === "number" ? '"at least" or "between"' : '"is"';
    return {
      path: ["operator"],
      message: `"${operator}" searches text, and ${field} is a ${kind}; use ${instead}`,
    };
  }
  return undefined;
}

function findValueProblem(test: Test): PolicyProblem | undefined {
  const refuse = (message: string): PolicyProblem => ({ path: ["value"], message });
  const { operator, value } = test;
  if (operator === "present") {
    return typeof value === "boolean" ? undefined : refuse('"present" takes true or false');
  }
  if (operator === "between") {
    const [low, high] = valuesOf(test);
    const isRange = typeof low === "number" && typeof high === "number" && valuesOf(test).length === 2;
    if (!isRange) return refuse('"between" takes two numbers, such as [50, 100]');
    return low > high ? refuse(`the range is upside down; write [${high}, ${low}]`) : undefined;
  }
  if (ordering.includes(operator)) {
    return typeof value === "number" ? undefined : refuse(`"${operator}" takes one number, not in quotes`);
  }
  if (operator === "matches") {
    if (typeof value !== "string" || value === "") return refuse('"matches" takes one pattern');
    if (value.length > patternLimit) return refuse(`a pattern has at most ${patternLimit} characters`);
    const reason = findPatternProblem(value);
    return reason ? refuse(`not a pattern in RE2 syntax: ${reason}`) : undefined;
  }
  if (searching.includes(operator)) {
    const empty = valuesOf(test).some((phrase) => fold(String(phrase)) === "");
    return empty ? refuse(`"${operator}" needs words to look for; one of them is empty`) : undefined;
  }
  return undefined;
}

function findChoiceProblem(test: Test, field: FieldFacts): PolicyProblem | undefined {
  if (test.operator === "present" || ordering.includes(test.operator) || searching.includes(test.operator)) {
    return undefined;
  }
  const refuse = (message: string): PolicyProblem => ({ path: ["value"], message });
  for (const value of valuesOf(test)) {
    if (field.kind === "boolean" && !["true", "false"].includes(fold(String(value)))) {
      return refuse(`${test.field} is true or false, never "${value}"`);
    }
    if (field.kind === "number" && !Number.isFinite(Number(value))) {
      return refuse(`${test.field} is a number, never "${value}"`);
    }
    if (field.values && !field.values.includes(fold(String(value)))) {
      return refuse(`${test.field} is never "${value}"${didYouMean(String(value), field.values)}`);
    }
  }
  return undefined;
}
