import { type Condition, type Test, valuesOf } from "../condition.ts";

/** A test, or the negation of one. */
export interface Literal {
  test: Test;
  negated: boolean;
}

/** A condition with `not` pushed down to the tests, so that only "all" and "any" are left above them. */
export type Normal = { all: Normal[] } | { any: Normal[] } | Literal;

export function normalize(condition: Condition, negated = false): Normal {
  if ("not" in condition) return normalize(condition.not, !negated);
  if ("all" in condition) {
    const parts = condition.all.map((part) => normalize(part, negated));
    return negated ? { any: parts } : { all: parts };
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => normalize(part, negated));
    return negated ? { all: parts } : { any: parts };
  }
  return { test: condition, negated };
}

/** A test that one of several values will do for, as one test for each: "in a, b" is "is a" or "is b". */
export function splitValues(normal: Normal): Normal {
  if ("all" in normal) return { all: normal.all.map(splitValues) };
  if ("any" in normal) return { any: normal.any.map(splitValues) };
  const { test, negated } = normal;
  if (negated || !["in", "is", "contains", "starts with"].includes(test.operator)) return normal;
  const values = valuesOf(test);
  if (values.length < 2) return normal;
  return { any: values.map((value) => ({ test: { ...test, value }, negated })) };
}

/** The ways in which a condition can hold, each a list of literals; undefined when there are more than `limit`. */
export function waysToHold(normal: Normal, limit = 64): Literal[][] | undefined {
  if ("test" in normal) return [[normal]];
  if ("any" in normal) {
    const ways: Literal[][] = [];
    for (const part of normal.any) {
      const inner = waysToHold(part, limit);
      if (!inner) return undefined;
      ways.push(...inner);
    }
    return ways.length > limit ? undefined : ways;
  }
  let ways: Literal[][] = [[]];
  for (const part of normal.all) {
    const inner = waysToHold(part, limit);
    if (!inner || ways.length * inner.length > limit) return undefined;
    ways = ways.flatMap((way) => inner.map((more) => [...way, ...more]));
  }
  return ways;
}
