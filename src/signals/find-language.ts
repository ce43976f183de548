import { type Found, found } from "./found.ts";
import { buildLexicon, carrierOf, findHits } from "./lexicon.ts";
import type { Message } from "./message.ts";
import { commonWords } from "./phrases/common-words.ts";

/** Where letters alone tell. Kana come before Han: Japanese has both. */
const scripts: [language: string, letters: RegExp][] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["th", /\p{Script=Thai}/gu],
];
const lastLatin = 0x24f;
const fewestLetters = 2;

const lexicon = buildLexicon([...groupByWord()].map(([word, languages]) => [word, languages] as const));

/**
 * By script, or by the small words: those that fewer languages share count more. Short texts stay unsure, and a text
 * without any of them has no language.
 */
export function findLanguage(message: Message): Found<string> | undefined {
  const text = `${message.subject}\n${message.body}`;
  const letters = hasOtherScript(text) ? countOf(text, /\p{L}/gu) : 0;
  for (const [language, pattern] of letters > 0 ? scripts : []) {
    const count = countOf(text, pattern);
    // Brand names stay Latin: a third of the letters is plenty. Japanese may write few kana among the Han.
    if (count >= fewestLetters && count / letters >= (language === "ja" ? 0.1 : 0.33)) {
      return found(language, Math.min(0.99, 0.6 + count / 20), []);
    }
  }
  const hits = findHits(message, lexicon);
  const scores = new Map<string, number>();
  for (const { meaning } of hits) {
    for (const language of meaning) scores.set(language, (scores.get(language) ?? 0) + 1 / meaning.length);
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 1) return undefined;
  const lead = best[1] - (second?.[1] ?? 0);
  if (lead <= 0) return undefined;
  const carriers = hits
    .filter(({ meaning }) => meaning.includes(best[0]))
    .toSorted((a, b) => a.meaning.length - b.meaning.length);
  return found(
    best[0],
    Math.min(0.99, 0.5 + lead / 6),
    carriers.slice(0, 5).map((hit) => carrierOf(message, hit)),
  );
}

/** Most messages have nothing beyond Latin letters and punctuation, and need no count. */
function hasOtherScript(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > lastLatin && (unit < 0x2000 || unit > 0x20cf)) return true;
  }
  return false;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function groupByWord(): Map<string, string[]> {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(commonWords)) {
    for (const word of new Set(words.split(" ")))
      languages.set(word, [...(languages.get(word) ?? []), language]);
  }
  return languages;
}
