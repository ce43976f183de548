/** One language's phrases for each intent, as people wrote them down. */
export interface PhraseBook {
  /** What "{item}", "{order}" and the like may stand for. */
  slots: Record<string, string[]>;
  phrases: { intent: string; pattern: string }[];
}

/** @throws Error naming the line that is neither a comment, a slot, an intent nor a phrase below an intent */
export function parsePhrases(text: string): PhraseBook {
  const book: PhraseBook = { slots: {}, phrases: [] };
  let intent: string | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    const slot = /^@(\w+)\s*=\s*(.+)$/.exec(line);
    if (line === "" || /^#(?!#)/.test(line)) continue;
    if (slot) book.slots[slot[1] ?? ""] = (slot[2] ?? "").split("|").map((value) => value.trim());
    else if (line.startsWith("## ")) intent = line.slice(3);
    else if (intent && hasClosedBrackets(line)) book.phrases.push({ intent, pattern: line });
    else throw new Error(`Line ${index + 1} makes no sense: ${line}`);
  }
  return book;
}

function hasClosedBrackets(line: string): boolean {
  const depths = { "(": 0, "[": 0 };
  for (const character of line) {
    if (character === "(" || character === "[") depths[character] += 1;
    if (character === ")") depths["("] -= 1;
    if (character === "]") depths["["] -= 1;
    if (depths["("] < 0 || depths["["] < 0) return false;
  }
  return depths["("] === 0 && depths["["] === 0;
}
