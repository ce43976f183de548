import { hashOf } from "./canonical-json.ts";
import { buildRuleIndex } from "./compile/build-rule-index.ts";
import { compileCondition } from "./compile/compile-condition.ts";
import { compileTest } from "./compile/compile-test.ts";
import type { CompiledField, CompiledPolicy, CompiledRule, CompiledTest } from "./compile/compiled-policy.ts";
import { type Test, testsOf, valuesOf } from "./condition.ts";
import { findField, isClockField, isTimeField } from "./fields.ts";
import type { Policy } from "./policy.ts";
import { fold } from "./text/fold.ts";
import { buildPhraseTable } from "./text/phrase-table.ts";

export type { CompiledPolicy } from "./compile/compiled-policy.ts";

/** Prepares a valid policy for many decisions. Changing the document afterwards has no effect on the result. */
export function compile(policy: Policy): CompiledPolicy {
  const document = structuredClone(policy);
  const phrasesByField = collectPhrases(document);
  const fields = [...phrasesByField].map(
    ([name, phrases], slot): CompiledField => ({
      slot,
      name,
      kind: findField(name)?.kind ?? "any",
      isClock: isClockField(name),
      phrases: buildPhraseTable([...phrases.keys()]),
    }),
  );
  const fieldByName = new Map(fields.map((field) => [field.name, field]));

  const tests = new Map<string, CompiledTest>();
  const toCompiledTest = (test: Test): CompiledTest => {
    const key = JSON.stringify([test.field, test.operator, test.value]);
    const known = tests.get(key);
    if (known) return known;
    const field = fieldByName.get(test.field);
    if (!field) throw new Error(`no field was collected for ${test.field}`);
    const phrases = phrasesByField.get(test.field);
    const phraseIds = phrasesOf(test).flatMap((phrase) => phrases?.get(phrase) ?? []);
    const compiled = compileTest(test, tests.size, field, phraseIds);
    tests.set(key, compiled);
    return compiled;
  };
  const rules = document.rules.map(
    (rule, index): CompiledRule => ({
      index,
      rule,
      tests: testsOf(rule.when).map(({ test, negated }) => ({ test: toCompiledTest(test), negated })),
      holds: compileCondition(rule.when, toCompiledTest).holds,
    }),
  );
  return {
    policy: document,
    policyHash: hashOf(policy),
    fields,
    tests: [...tests.values()],
    timeTests: findTimeTests(rules),
    asksForPreviousAgent: rules.some(looksAtPreviousAgent),
    rules,
    index: buildRuleIndex(rules, toCompiledTest),
    pool: {
      testCount: tests.size,
      ruleCount: rules.length,
      fieldCount: fields.length,
      spare: undefined,
    },
  };
}

function findTimeTests(rules: CompiledRule[]): Test[] {
  const found = rules.flatMap(({ rule, tests }) =>
    rule.enabled === false ? [] : tests.map(({ test }) => test.test),
  );
  return [...new Set(found.filter(({ field }) => isTimeField(field)))];
}

function looksAtPreviousAgent({ rule, tests }: CompiledRule): boolean {
  return (
    rule.then.some((action) => action.do === "prefer previous agent") ||
    tests.some(({ test }) => test.field.name === "previousAgent")
  );
}

/** Each field that rules test, with the number of each folded phrase that they look for in it. */
function collectPhrases(policy: Policy): Map<string, Map<string, number>> {
  const phrasesByField = new Map<string, Map<string, number>>();
  for (const { test } of policy.rules.flatMap((rule) => testsOf(rule.when))) {
    const phrases = phrasesByField.get(test.field) ?? new Map<string, number>();
    phrasesByField.set(test.field, phrases);
    for (const phrase of phrasesOf(test)) if (!phrases.has(phrase)) phrases.set(phrase, phrases.size);
  }
  return phrasesByField;
}

function phrasesOf(test: Test): string[] {
  if (test.operator !== "contains" && test.operator !== "contains all") return [];
  return valuesOf(test).map((value) => fold(String(value)));
}
