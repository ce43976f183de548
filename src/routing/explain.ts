import { english } from "./explain/english.ts";
import type { Words } from "./explain/words.ts";
import type { Receipt, RuleTrace, TestTrace } from "./receipt.ts";
import { newlyTold } from "./told.ts";

const languages: Record<string, Words> = { en: english };
const shownReasons = 3;

/** The one sentence an agent needs: where the ticket went and why. English for a locale without words of its own. */
export function explain(receipt: Receipt, locale = "en"): string {
  const words = wordsFor(locale);
  if (receipt.outcome === "leave alone") return words.leave(receipt);
  const { queue } = receipt;
  const where = queue ? (queue.name === queue.group ? queue.name : `${queue.name} (${queue.group})`) : "?";
  const rule = receipt.rules.find((candidate) => candidate.id === queue?.ruleId);
  const parts = [words.because(where, rule ? explainRule(rule, words) : words.noRule)];
  if (receipt.reassign) parts.push(words.left(receipt));
  for (const from of receipt.overflowedFrom) parts.push(words.overflow(from));
  if (receipt.outcome === "assign") parts.push(words.chosen(receipt));
  else parts.push(receipt.outcome === "group" ? words.groupOnly(receipt) : words.held(receipt));
  const told = newlyTold(receipt);
  if (told.length > 0) parts.push(words.told(told));
  if (receipt.priority) parts.push(words.priority(receipt.priority.to));
  return `${parts.join("; ")}.`;
}

/** Everything there is to say, a sentence each; the first is `explain`'s. */
export function explainAll(receipt: Receipt, locale = "en"): string[] {
  return [explain(receipt, locale), ...wordsFor(locale).details(receipt)];
}

function wordsFor(locale: string): Words {
  return languages[locale.toLowerCase().split(/[-_]/)[0] ?? ""] ?? english;
}

function explainRule(rule: RuleTrace, words: Words): string {
  const reasons = [...new Set(rule.tests.filter(hadItsPart).map(words.reason))];
  return reasons.length > 0 ? words.and(reasons.slice(0, shownReasons)) : words.ruleMatched(rule.name);
}

/** A test that the rule wanted to hold and that held, or that it wanted to fail and that failed. */
function hadItsPart(test: TestTrace): boolean {
  return test.matched !== (test.negated === true);
}
