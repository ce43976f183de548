import { type Word, wordsOf } from "../classifier/features/words.ts";
import type { Message } from "./message.ts";

/** Phrases with what each of them means, found word by word: "art" is not in "cart", and accents do not matter. */
export interface Lexicon<Meaning> {
  byFirstWord: Map<string, { words: string[]; meaning: Meaning }[]>;
}

export interface Hit<Meaning> {
  meaning: Meaning;
  /** Numbers of the first and last word. */
  first: number;
  last: number;
}

export function buildLexicon<Meaning>(
  entries: readonly (readonly [phrase: string, meaning: Meaning])[],
): Lexicon<Meaning> {
  const byFirstWord: Lexicon<Meaning>["byFirstWord"] = new Map();
  for (const [phrase, meaning] of entries) {
    const words = wordsOf({ body: phrase }).map(({ folded }) => folded);
    const first = words[0];
    if (first === undefined) continue;
    const known = byFirstWord.get(first) ?? [];
    known.push({ words, meaning });
    byFirstWord.set(first, known);
  }
  // The longest first: "not at all happy" before "not".
  for (const known of byFirstWord.values()) known.sort((a, b) => b.words.length - a.words.length);
  return { byFirstWord };
}

/** From left to right, the longest at each place, none inside another. */
export function findHits<Meaning>(
  { words }: Pick<Message, "words">,
  lexicon: Lexicon<Meaning>,
): Hit<Meaning>[] {
  const hits: Hit<Meaning>[] = [];
  for (let at = 0; at < words.length; at++) {
    const candidates = lexicon.byFirstWord.get(words[at]?.folded ?? "");
    const match = candidates?.find((candidate) => standsAt(words, at, candidate.words));
    if (!match) continue;
    hits.push({ meaning: match.meaning, first: at, last: at + match.words.length - 1 });
    at += match.words.length - 1;
  }
  return hits;
}

export function carrierOf(message: Message, { first, last }: { first: number; last: number }) {
  const [from, to] = [message.words[first] as Word, message.words[last] as Word];
  return message.carrierAt(from.part, from.start, to.end);
}

function standsAt(words: readonly Word[], at: number, phrase: readonly string[]): boolean {
  const part = words[at]?.part;
  return phrase.every(
    (word, index) => words[at + index]?.folded === word && words[at + index]?.part === part,
  );
}
