import type { Word } from "../classifier/features/words.ts";

const fewestWords = 4;
/** Shorter ones may be abbreviations. */
const fewestLetters = 4;
const shouted = /(?<!\p{L})\p{Lu}{4,}(?!\p{L})/gu;
/** Where neither stands, nothing is shouted; letters beyond ASCII have to be looked at. */
const mayBeShouted = /[A-Z\u0080-\uffff]{4}/;

/** 0 to 1: words in capitals, and rows of exclamation marks. */
export function measureShouting(text: string, words: readonly Word[]): number {
  const longWords = words.filter(({ start, end }) => end - start >= fewestLetters).length;
  const isWorthIt = longWords >= fewestWords && mayBeShouted.test(text);
  const share = isWorthIt ? (text.match(shouted)?.length ?? 0) / longWords : 0;
  const marks = text.match(/[!！]{2,}/g)?.length ?? 0;
  return Math.min(1, share + marks * 0.25);
}
