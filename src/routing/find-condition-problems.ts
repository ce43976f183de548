import { findPatternProblem, patternLimit } from "./compile-pattern.ts";
import { type Condition, type ConditionOperator, type Test, valuesOf } from "./condition.ts";
import { type FieldFacts, findField } from "./fields.ts";
import { hintOf } from "./nearest-name.ts";
import { type PolicyProblem, problemAt } from "./policy-problem.ts";
import type { About, ProblemCode } from "./problem-text.ts";
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
      findConditionProblems(part, scheduleIds).map((problem) => ({
        ...problem,
        path: [key, index, ...problem.path],
      })),
    );
  if ("all" in condition) return inside("all", condition.all);
  if ("any" in condition) return inside("any", condition.any);
  if ("not" in condition) {
    return findConditionProblems(condition.not, scheduleIds).map((problem) => ({
      ...problem,
      path: ["not", ...problem.path],
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
  const name = test.field.slice("schedule.".length);
  if (scheduleIds.includes(name)) return undefined;
  return problemAt(["field"], "unknown schedule", { name }, hintOf(name, scheduleIds));
}

function findOperatorProblem(test: Test, { kind }: FieldFacts): PolicyProblem | undefined {
  const { field, operator } = test;
  if (ordering.includes(operator) && kind !== "number" && kind !== "any") {
    return problemAt(["operator"], "compares numbers", { operator, field });
  }
  if (searching.includes(operator) && (kind === "number" || kind === "boolean")) {
    const code = kind === "number" ? "number searched" : "truth searched";
    return problemAt(["operator"], code, { operator, field });
  }
  return undefined;
}

function findValueProblem(test: Test): PolicyProblem | undefined {
  const refuse = (code: ProblemCode, about?: About) => problemAt(["value"], code, about);
  const { operator, value } = test;
  if (operator === "present") {
    return typeof value === "boolean" ? undefined : refuse("present takes");
  }
  if (operator === "between") {
    const [low, high] = valuesOf(test);
    const isRange = typeof low === "number" && typeof high === "number" && valuesOf(test).length === 2;
    if (!isRange) return refuse("between takes");
    return low > high ? refuse("upside down", { low: high, high: low }) : undefined;
  }
  if (ordering.includes(operator)) {
    return typeof value === "number" ? undefined : refuse("takes one number", { operator });
  }
  if (operator === "matches") {
    if (typeof value !== "string" || value === "") return refuse("takes one pattern");
    if (value.length > patternLimit) return refuse("long pattern", { limit: patternLimit });
    const problem = findPatternProblem(value);
    return problem && refuse(problem.code, { reason: problem.reason });
  }
  if (searching.includes(operator)) {
    const isEmpty = valuesOf(test).some((phrase) => fold(String(phrase)) === "");
    return isEmpty ? refuse("empty words", { operator }) : undefined;
  }
  return undefined;
}

function findChoiceProblem(test: Test, { kind, values }: FieldFacts): PolicyProblem | undefined {
  if (test.operator === "present" || ordering.includes(test.operator) || searching.includes(test.operator)) {
    return undefined;
  }
  for (const found of valuesOf(test)) {
    const value = String(found);
    const about = { field: test.field, value };
    if (kind === "boolean" && !["true", "false"].includes(fold(value))) {
      return problemAt(["value"], "true or false", about);
    }
    if (kind === "number" && !Number.isFinite(Number(found))) {
      return problemAt(["value"], "only numbers", about);
    }
    if (values && !values.includes(fold(value))) {
      return problemAt(["value"], "never so", about, hintOf(value, values));
    }
  }
  return undefined;
}
