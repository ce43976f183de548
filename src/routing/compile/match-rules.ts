import { findAllPhrases } from "../text/phrase-search.ts";
import type { CompiledPolicy, CompiledRule, RuleList } from "./compiled-policy.ts";
import { type Evaluation, foldedIn, searchIn } from "./evaluation.ts";
import { addTo, hasMoreThan, keepOnly } from "./rule-set.ts";

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

/** More rules than this are worth a pass over a text to rule some out. */
const worthAPass = 48;

function findCandidates({ index }: CompiledPolicy, evaluation: Evaluation): Uint32Array {
  const { candidates, allowed } = evaluation.buffers;
  candidates.set(index.enabled);
  for (const { field, free, rules } of index.filters) {
    if (rules.by === "phrase" && !hasMoreThan(candidates, worthAPass)) continue;
    allowed.set(free);
    if (rules.by === "value") {
      for (const value of foldedIn(evaluation, field)) addAll(allowed, rules.lists.get(value));
    } else {
      const { numbers } = findAllPhrases(searchIn(evaluation, field));
      for (const number of numbers) addAll(allowed, rules.lists[number]);
    }
    keepOnly(candidates, allowed);
  }
  return candidates;
}

function addAll(set: Uint32Array, rules: RuleList | undefined): void {
  if (rules instanceof Uint32Array) {
    for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) | (rules[word] ?? 0);
  } else if (rules) {
    for (const index of rules) addTo(set, index);
  }
}
