import * as z from "zod";
import { keyedFieldPattern, knownFieldNames } from "./fields.ts";

export const conditionOperators = [
  "is",
  "is not",
  "in",
  "not in",
  "contains",
  "contains all",
  "starts with",
  "matches",
  "greater than",
  "at least",
  "less than",
  "at most",
  "between",
  "present",
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

const Scalar = z.union([z.string().max(256), z.number(), z.boolean()]);

/**
 * One comparison. `present` takes true or false, `matches` a pattern in RE2 syntax, the ordering operators a
 * number, `between` two; `in`, `contains` and `starts with` take one value or several of which any may apply.
 */
export const Test = z
  .strictObject({
    field: z.union([z.enum(knownFieldNames), z.string().regex(keyedFieldPattern)]),
    operator: z.enum(conditionOperators),
    value: z.union([
      Scalar,
      z
        .array(z.union([z.string().max(256), z.number()]))
        .min(1)
        .max(200),
    ]),
  })
  .meta({ id: "Test" });
export type Test = z.infer<typeof Test>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).max(50) }),
      z.strictObject({ any: z.array(Condition).min(1).max(50) }),
      z.strictObject({ not: Condition }),
      Test,
    ]),
  )
  .meta({ id: "Condition" });

/** The tests of a condition in the order they are written, each with whether an odd number of `not` is around it. */
export function testsOf(condition: Condition, negated = false): { test: Test; negated: boolean }[] {
  if ("all" in condition) return condition.all.flatMap((part) => testsOf(part, negated));
  if ("any" in condition) return condition.any.flatMap((part) => testsOf(part, negated));
  if ("not" in condition) return testsOf(condition.not, !negated);
  return [{ test: condition, negated }];
}

/** A test's value as the list that most operators work on. */
export function valuesOf(test: Test): (string | number | boolean)[] {
  return Array.isArray(test.value) ? test.value : [test.value];
}
