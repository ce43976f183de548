import { type Condition, type Test, valuesOf } from "../condition.ts";
import { fold } from "../text/fold.ts";
import type { CompiledField, CompiledRule, CompiledTest, RuleFilter, RuleIndex } from "./compiled-policy.ts";
import { addTo, emptySet } from "./rule-set.ts";

/** Values or phrases of one field of which at least one must be there. */
type Need = { field: CompiledField } & ({ values: string[] } | { phraseIds: number[] });

export function buildRuleIndex(rules: CompiledRule[], compileTest: (test: Test) => CompiledTest): RuleIndex {
  const enabled = emptySet(rules.length);
  const filters = new Map<string, RuleFilter>();
  for (const { index, rule } of rules) {
    if (rule.enabled === false) continue;
    addTo(enabled, index);
    for (const need of strictestByField(needsOf(rule.when, compileTest)).values()) {
      file(filterFor(filters, need, rules.length), need, index);
    }
  }
  for (const filter of filters.values()) {
    markFree(filter, rules.length);
    packLongLists(filter, rules.length);
  }
  return {
    enabled,
    filters: [...filters.values()].sort(
      (a, b) => Number(a.rules.by === "phrase") - Number(b.rules.by === "phrase"),
    ),
  };
}

/** What a condition needs to hold: every need on its own is necessary. */
function needsOf(condition: Condition, compileTest: (test: Test) => CompiledTest): Need[] {
  if ("all" in condition) return condition.all.flatMap((part) => needsOf(part, compileTest));
  if ("any" in condition) return commonNeeds(condition.any.map((part) => needsOf(part, compileTest)));
  if ("not" in condition) return [];
  const { field, phraseIds } = compileTest(condition);
  switch (condition.operator) {
    case "is":
    case "in":
      if (field.kind === "text" || field.isClock) return [];
      return [{ field, values: valuesOf(condition).map((value) => fold(String(value))) }];
    case "contains":
      return [{ field, phraseIds }];
    case "contains all":
      return phraseIds.map((phraseId) => ({ field, phraseIds: [phraseId] }));
    default:
      return [];
  }
}

/** With "any", a field is needed only where every part needs it, and then any of the parts' values will do. */
function commonNeeds(parts: Need[][]): Need[] {
  const [first, ...others] = parts.map(strictestByField);
  if (!first) return [];
  return [...first].flatMap(([name, need]): Need[] => {
    const all = [need, ...others.map((part) => part.get(name))];
    if (all.some((other) => other === undefined)) return [];
    const { field } = need;
    return "values" in need
      ? [{ field, values: all.flatMap((other) => (other && "values" in other ? other.values : [])) }]
      : [
          {
            field,
            phraseIds: all.flatMap((other) => (other && "phraseIds" in other ? other.phraseIds : [])),
          },
        ];
  });
}

function strictestByField(needs: Need[]): Map<string, Need> {
  const strictest = new Map<string, Need>();
  for (const need of needs) {
    const known = strictest.get(nameOf(need));
    if (!known || sizeOf(need) < sizeOf(known)) strictest.set(nameOf(need), need);
  }
  return strictest;
}

function nameOf(need: Need): string {
  return `${"values" in need ? "value" : "phrase"} ${need.field.slot}`;
}

function sizeOf(need: Need): number {
  return "values" in need ? need.values.length : need.phraseIds.length;
}

function filterFor(filters: Map<string, RuleFilter>, need: Need, ruleCount: number): RuleFilter {
  const known = filters.get(nameOf(need));
  if (known) return known;
  const rules: RuleFilter["rules"] =
    "values" in need ? { by: "value", lists: new Map() } : { by: "phrase", lists: [] };
  const filter = { field: need.field, free: emptySet(ruleCount), rules };
  filters.set(nameOf(need), filter);
  return filter;
}

function file({ rules }: RuleFilter, need: Need, index: number): void {
  if (rules.by === "value" && "values" in need) {
    for (const value of new Set(need.values)) {
      const list = rules.lists.get(value);
      if (Array.isArray(list)) list.push(index);
      else rules.lists.set(value, [index]);
    }
  }
  if (rules.by === "phrase" && "phraseIds" in need) {
    for (const id of new Set(need.phraseIds)) {
      const list = rules.lists[id];
      if (Array.isArray(list)) list.push(index);
      else rules.lists[id] = [index];
    }
  }
}

function markFree({ free, rules }: RuleFilter, ruleCount: number): void {
  const bound = new Set<number>();
  for (const list of rules.lists.values()) for (const index of list ?? []) bound.add(index);
  for (let index = 0; index < ruleCount; index++) if (!bound.has(index)) addTo(free, index);
}

function packLongLists({ rules }: RuleFilter, ruleCount: number): void {
  if (rules.by !== "value") return;
  for (const [value, list] of rules.lists) {
    if (list.length <= Math.ceil(ruleCount / 32)) continue;
    const set = emptySet(ruleCount);
    for (const index of list) addTo(set, index);
    rules.lists.set(value, set);
  }
}
