import { findAllPhrases } from "../text/phrase-search.ts";
import type { CompiledPolicy, CompiledRule } from "./compiled-policy.ts";
import { type Evaluation, foldedIn, searchIn } from "./evaluation.ts";

export interface RuleMatches {
  matched: CompiledRule[];
  /** The matching rule with `last` that ended the list. */
  endedBy: CompiledRule | null;
}

/** Runs the rules top-down, looking only at those that the index lets through. */
export function matchRules(compiled: CompiledPolicy, evaluation: Evaluation): RuleMatches {
  const candidates = findCandidates(compiled, evaluation);
  const matched: CompiledRule[] = [];
  for (let word = 0; word < candidates.length; word++) {
    let bits = candidates[word] ?? 0;
    while (bits !== 0) {
      const lowest = bits & -bits;
      bits ^= lowest;
      const rule = compiled.rules[word * 32 + 31 - Math.clz32(lowest)];
      if (!rule?.holds(evaluation)) continue;
      matched.push(rule);
      if (rule.rule.last === true) return { matched, endedBy: rule };
    }
  }
  return { matched, endedBy: null };
}

/** One bit a rule. */
function findCandidates({ index }: CompiledPolicy, evaluation: Evaluation): Uint32Array {
  const candidates = index.always.slice();
  for (const { field, rules } of index.values) {
    for (const value of foldedIn(evaluation, field)) addAll(candidates, rules.get(value));
  }
  for (const { field, rules } of index.phrases) {
    const found = findAllPhrases(searchIn(evaluation, field));
    for (let id = 0; id < found.length; id++) if (found[id] === 1) addAll(candidates, rules[id]);
  }
  return candidates;
}

function addAll(candidates: Uint32Array, rules: number[] | undefined): void {
  if (!rules) return;
  for (const index of rules) candidates[index >>> 5] = (candidates[index >>> 5] ?? 0) | (1 << (index & 31));
}
