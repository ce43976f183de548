import type { Condition } from "../condition.ts";
import { testImplies, testsExclude } from "./compare-tests.ts";
import { type Literal, type Normal, normalize, waysToHold } from "./literals.ts";

/** Whether every ticket that meets `narrow` meets `wide`. A "no" may mean that it is not plain. */
export function implies(narrow: Condition, wide: Condition): boolean {
  return normalImplies(normalize(narrow), normalize(wide));
}

export function normalImplies(narrow: Normal, wide: Normal): boolean {
  if ("all" in wide) return wide.all.every((part) => normalImplies(narrow, part));
  if ("any" in narrow) return narrow.any.every((part) => normalImplies(part, wide));
  if ("any" in wide && wide.any.some((part) => normalImplies(narrow, part))) return true;
  if ("all" in narrow) return narrow.all.some((part) => normalImplies(part, wide));
  return "test" in wide && literalImplies(narrow, wide);
}

function literalImplies(narrow: Literal, wide: Literal): boolean {
  if (narrow.negated && wide.negated) return testImplies(wide.test, narrow.test);
  if (!narrow.negated && wide.negated) return testsExclude(narrow.test, wide.test);
  if (narrow.negated) return isOppositePresence(narrow, wide);
  return testImplies(narrow.test, wide.test);
}

/** A pair of tests that no ticket can pass together, for each way in which a condition could hold; else undefined. */
export function findContradiction(condition: Condition): [Literal, Literal] | undefined {
  const ways = waysToHold(normalize(condition));
  if (!ways) return undefined;
  let found: [Literal, Literal] | undefined;
  for (const way of ways) {
    const pair = findPair(way);
    if (!pair) return undefined;
    found ??= pair;
  }
  return found;
}

function findPair(way: Literal[]): [Literal, Literal] | undefined {
  for (const [index, one] of way.entries()) {
    for (const other of way.slice(index + 1)) {
      if (literalImplies(one, { ...other, negated: !other.negated })) return [one, other];
      if (literalImplies(other, { ...one, negated: !one.negated })) return [one, other];
    }
  }
  return undefined;
}

function isOppositePresence(narrow: Literal, wide: Literal): boolean {
  const [one, other] = [narrow.test, wide.test];
  return (
    one.field === other.field &&
    one.operator === "present" &&
    other.operator === "present" &&
    (one.value !== false) !== (other.value !== false)
  );
}
