import type { PhraseBook } from "./parse-phrases.ts";

export type Pick = <Item>(items: readonly Item[]) => Item;

/**
 * One way to say a pattern: "(a|b)" takes one, "[a]" takes it or leaves it, "{item}" is filled in; all may stand
 * inside one another.
 */
export function writePhrase(pattern: string, slots: PhraseBook["slots"], pick: Pick): string {
  let text = pattern;
  const innermost = /\(([^()[\]]*)\)|\[([^()[\]]*)\]/;
  for (let match = innermost.exec(text); match; match = innermost.exec(text)) {
    const [whole, choices, optional] = match;
    const chosen = choices === undefined ? pick([optional ?? "", ""]) : pick(choices.split("|"));
    text = text.slice(0, match.index) + chosen + text.slice(match.index + whole.length);
  }
  const filled = text.replace(/\{(\w+)\}/g, (slot, name: string) => pick(slots[name] ?? [slot]));
  return filled.replace(/\s+/g, " ").trim();
}
