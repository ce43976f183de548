import type { Language } from "./language.ts";
import { showNumber } from "./show-number.ts";

/** Between which numbers a signal lies, where the number alone says nothing. */
const ranges: Readonly<Record<string, string>> = { complexity: "1–5", sentiment: "−1 … 1", urgency: "0–1" };

/** The words that a value was read from; none where the one word is the value, as with an order's number. */
export function wordsBehind(signal: {
  value: string | number | boolean;
  words?: readonly string[] | undefined;
}): readonly string[] {
  const { value, words = [] } = signal;
  return words.length === 1 && words[0] === String(value) ? [] : words;
}

/** What was read from a text, in the reader's own notation; a language by its name. */
export function showSignal(
  { name, value }: { name: string; value: string | number | boolean },
  to: { language: Language; yes: string; no: string },
): { text: string; range: string | undefined } {
  if (typeof value === "boolean") return { text: value ? to.yes : to.no, range: undefined };
  if (typeof value === "number") {
    const numbers = new Intl.NumberFormat(to.language, { maximumFractionDigits: 2 });
    return { text: showNumber(numbers, value), range: ranges[name] };
  }
  const isLanguage = name === "language" && /^[a-z]{2,3}(-|$)/i.test(value);
  const known = isLanguage ? new Intl.DisplayNames(to.language, { type: "language" }).of(value) : undefined;
  return { text: known ?? value, range: undefined };
}
