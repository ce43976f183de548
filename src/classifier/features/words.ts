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

/** Kana, Han and Hangul as they are mostly written have nothing to fold. */
const plainUnspaced = /^[\u3041-\u30fa\u4e00-\u9fff\uac00-\ud7a3]$/;

/** One order number is like another. */
function foldWord(word: string): string {
  if (plainUnspaced.test(word)) return word;
  return fold(word).replace(/\d{3,}/g, "000");
}
