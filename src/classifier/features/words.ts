import { fold } from "../../routing/text/fold.ts";
import { characterKind, spaced } from "../../routing/text/word-characters.ts";
import { bodyLimit, type Document, subjectLimit } from "../document.ts";

/** A word as it stands in the document. A character of a script without spaces is a word of its own. */
export interface Word {
  part: "subject" | "body";
  /** UTF-16 positions in that part. */
  start: number;
  end: number;
  /** Folded: case, accents and long numbers make no difference. */
  folded: string;
  /** Words of the subject count twice. */
  weight: number;
}

const subjectWeight = 2;
const unspaced = 2;

/** The words of as much of a document as is read. */
export function wordsOf({ subject, body }: Document): Word[] {
  const words: Word[] = [];
  if (subject) addWords(words, subject, "subject", subjectWeight, subjectLimit);
  addWords(words, body, "body", 1, bodyLimit);
  return words;
}

function addWords(words: Word[], text: string, part: Word["part"], weight: number, limit: number): void {
  const length = Math.min(text.length, limit);
  let at = 0;
  while (at < length) {
    const kind = characterKind(text.charCodeAt(at));
    const start = at++;
    if (kind === spaced) {
      while (at < length && characterKind(text.charCodeAt(at)) === spaced) at++;
    } else if (kind !== unspaced) continue;
    words.push({ part, start, end: at, folded: foldWord(text.slice(start, at)), weight });
  }
}

/** One order number is like another. Most words are plain, and one look at each character is cheaper than a pattern. */
function foldWord(word: string): string {
  if (word.length === 1 && isPlainUnspaced(word.charCodeAt(0))) return word;
  let isLower = true;
  for (let at = 0; at < word.length && isLower; at++) {
    const unit = word.charCodeAt(at);
    isLower = unit >= 0x61 && unit <= 0x7a;
  }
  return isLower ? word : fold(word).replace(/\d{3,}/g, "000");
}

/** Kana, Han and Hangul as they are mostly written have nothing to fold. */
function isPlainUnspaced(unit: number): boolean {
  return (
    (unit >= 0x3041 && unit <= 0x30fa) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  );
}
