import type { Condition, Test } from "../condition.ts";
import type { CompiledTest } from "./compiled-policy.ts";
import { type Evaluation, holds } from "./evaluation.ts";

export interface CompiledCondition {
  holds(evaluation: Evaluation): boolean;
  cost: number;
}

/** Closures with the cheap parts first: tests have no side effect that could tell the order. */
export function compileCondition(
  condition: Condition,
  compileTest: (test: Test) => CompiledTest,
): CompiledCondition {
  if ("all" in condition) return compileAll(inOrderOfCost(condition.all, compileTest));
  if ("any" in condition) return compileAny(inOrderOfCost(condition.any, compileTest));
  if ("not" in condition) {
    const inner = compileCondition(condition.not, compileTest);
    return { cost: inner.cost, holds: (evaluation) => !inner.holds(evaluation) };
  }
  const test = compileTest(condition);
  return { cost: test.cost, holds: (evaluation) => holds(evaluation, test) };
}

function inOrderOfCost(parts: Condition[], compileTest: (test: Test) => CompiledTest): CompiledCondition[] {
  return parts.map((part) => compileCondition(part, compileTest)).sort((a, b) => a.cost - b.cost);
}

function compileAll(parts: CompiledCondition[]): CompiledCondition {
  return {
    cost: totalCost(parts),
    holds: (evaluation) => {
      for (const part of parts) if (!part.holds(evaluation)) return false;
      return true;
    },
  };
}

function compileAny(parts: CompiledCondition[]): CompiledCondition {
  return {
    cost: totalCost(parts),
    holds: (evaluation) => {
      for (const part of parts) if (part.holds(evaluation)) return true;
      return false;
    },
  };
}

function totalCost(parts: CompiledCondition[]): number {
  return parts.reduce((sum, part) => sum + part.cost, 0);
}
