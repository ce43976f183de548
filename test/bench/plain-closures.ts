import { testsOf, valuesOf } from "../../src/routing/condition.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { containsPhrase } from "../../src/routing/text/contains-phrase.ts";
import { fold } from "../../src/routing/text/fold.ts";

/** `contains` rules on the message as anyone would compile them: a closure a rule, phrases folded once, text folded once. */
export function plainClosures(policy: Policy): (body: string) => string | null {
  const rules = policy.rules.map((rule) => {
    const phrases = testsOf(rule.when).map(({ test }) => valuesOf(test).map((value) => fold(String(value))));
    const holds = (text: string) =>
      phrases.every((alternatives) => alternatives.some((phrase) => containsPhrase(text, phrase)));
    return { id: rule.id, holds };
  });
  return (body) => {
    const text = fold(body);
    return rules.find((rule) => rule.holds(text))?.id ?? null;
  };
}
