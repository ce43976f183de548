import { type Condition, type Test, valuesOf } from "../condition.ts";
import { fold } from "../text/fold.ts";
import type { CompiledField, CompiledRule, CompiledTest, RuleIndex } from "./compiled-policy.ts";

/** A value or a phrase that must be there. */
interface Key {
  field: CompiledField;
  value?: string;
  phraseId?: number;
}

/** Alternative sets of keys: whichever is taken, a rule matches only if one key of the set is there. */
type KeySets = Key[][];

export function buildRuleIndex(rules: CompiledRule[], compileTest: (test: Test) => CompiledTest): RuleIndex {
  const enabled = rules.filter(({ rule }) => rule.enabled !== false);
  const choices = enabled.map(({ rule }) => keySetsOf(rule.when, compileTest));
  const shares = countRulesByKey(choices);

  const always = new Uint32Array(Math.ceil(rules.length / 32));
  const values = new Map<CompiledField, Map<string, number[]>>();
  const phrases = new Map<CompiledField, number[][]>();
  for (const [position, { index }] of enabled.entries()) {
    const keys = mostSelective(choices[position] ?? [], shares);
    if (!keys) {
      always[index >>> 5] = (always[index >>> 5] ?? 0) | (1 << (index & 31));
      continue;
    }
    for (const key of keys) listOf(key, values, phrases).push(index);
  }
  return {
    always,
    values: [...values].map(([field, byValue]) => ({ field, rules: byValue })),
    phrases: [...phrases].map(([field, byPhrase]) => ({ field, rules: byPhrase })),
  };
}

function keySetsOf(condition: Condition, compileTest: (test: Test) => CompiledTest): KeySets {
  if ("all" in condition) return condition.all.flatMap((part) => keySetsOf(part, compileTest));
  if ("any" in condition) {
    const parts = condition.any.map((part) => keySetsOf(part, compileTest)[0]);
    return parts.every((keys) => keys !== undefined) ? [parts.flat()] : [];
  }
  if ("not" in condition) return [];
  const test = compileTest(condition);
  const { field } = test;
  switch (condition.operator) {
    case "is":
    case "in":
      if (field.kind === "text" || field.isClock) return [];
      return [valuesOf(condition).map((value) => ({ field, value: fold(String(value)) }))];
    case "contains":
      return [test.phraseIds.map((phraseId) => ({ field, phraseId }))];
    case "contains all":
      return test.phraseIds.map((phraseId) => [{ field, phraseId }]);
    default:
      return [];
  }
}

function nameOf({ field, value, phraseId }: Key): string {
  return value === undefined ? `${field.slot} phrase ${phraseId}` : `${field.slot} value ${value}`;
}

function countRulesByKey(choices: KeySets[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const keySets of choices) {
    for (const name of new Set(keySets.flat().map(nameOf))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** As many rules are looked at in the time of one pass over a message. */
const worthAPass = 64;

/** The set that wakes the fewest rules. Phrases cost a pass over the text, so values come first while they wake few. */
function mostSelective(keySets: KeySets, counts: Map<string, number>): Key[] | undefined {
  let best: Key[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const keys of keySets) {
    const woken = Math.max(0, ...keys.map((key) => counts.get(nameOf(key)) ?? 0));
    const weight = keys.every((key) => key.value !== undefined) ? woken : woken + worthAPass;
    if (weight < least) [best, least] = [keys, weight];
  }
  return best;
}

function listOf(
  key: Key,
  values: Map<CompiledField, Map<string, number[]>>,
  phrases: Map<CompiledField, number[][]>,
): number[] {
  if (key.value !== undefined) {
    const byValue = values.get(key.field) ?? new Map<string, number[]>();
    values.set(key.field, byValue);
    const list = byValue.get(key.value) ?? [];
    byValue.set(key.value, list);
    return list;
  }
  const byPhrase = phrases.get(key.field) ?? key.field.phrases.phrases.map((): number[] => []);
  phrases.set(key.field, byPhrase);
  return byPhrase[key.phraseId ?? -1] ?? [];
}
