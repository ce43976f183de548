import type { Receipt, TestTrace } from "../receipt.ts";

/** The sentences of one language. A locale is added by writing one more of these. */
export interface Words {
  /** "the subject says “send it back”": one test that had its part in a rule's match. */
  reason(test: TestTrace): string;
  and(parts: string[]): string;
  /** The rule's name stands in where no test can be told, as with an `all` of nothing. */
  ruleMatched(name: string): string;
  noRule: string;
  because(where: string, why: string): string;
  overflow(from: { name: string; reason: string }): string;
  priority(to: string): string;
  chosen(receipt: Receipt): string;
  held(receipt: Receipt): string;
  groupOnly(receipt: Receipt): string;
  /** Whom this decision tells of the ticket. */
  told(names: string[]): string;
  /** Why the ticket left its owner. */
  left(receipt: Receipt): string;
  leave(receipt: Receipt): string;
  /** What follows the first sentence, a sentence each. */
  details(receipt: Receipt): string[];
}

/** Text of the receipt in the quotation marks that a language uses. */
export function quoteWith(open: string, close: string): (value: unknown) => string {
  return (value) => (typeof value === "number" ? String(value) : `${open}${String(value)}${close}`);
}

export function listOf(value: TestTrace["expected"] | TestTrace["actual"]): (string | number | boolean)[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}
