import type { Word } from "./words.ts";

export const blocks = { words: 0, characters: 1, pairs: 2 } as const;
export const blockCount = 3;

/** In longer texts, pairs of words that stand apart say no more than the words, and there are very many. */
const shortTextWords = 14;
const shortTextLengths = [1, 1.6, 0.6];
const longTextLengths = [1, 1.3, 0];

/**
 * Each block is brought to a length of its own, so that the many n-grams of characters do not drown the words. In a
 * short text, parts of words tell what the few words cannot.
 */
export function blockLengthsOf(wordCount: number): readonly number[] {
  return wordCount <= shortTextWords ? shortTextLengths : longTextLengths;
}

/**
 * `first` and `second` are the numbers of the words that carry the n-gram; they are the same within one word. Its weight
 * is that of the second.
 */
export type NgramVisitor = (
  key: number,
  block: number,
  weight: number,
  first: number,
  second: number,
) => void;

const characterSizes = [3, 4];
/** Part of every n-gram's key, so that equal text of different kinds has different keys. */
const kinds = { word: 0x51, neighbours: 0x52, characters: 0x53, pair: 0x54 };

/**
 * Every n-gram of a document as a 32-bit key: words, neighbouring words, three and four characters within a word and
 * its edges, and pairs of words that stand apart in a short text.
 */
export function visitNgrams(words: readonly Word[], visit: NgramVisitor): void {
  const hashes = new Int32Array(words.length);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    const hash = hashWord(word.folded);
    hashes[index] = hash;
    visit(spread(hash, kinds.word), blocks.words, word.weight, index, index);
    if (index > 0 && words[index - 1]?.part === word.part) {
      const both = Math.imul(hashes[index - 1] as number, 31) ^ hash;
      visit(spread(both, kinds.neighbours), blocks.words, word.weight, index - 1, index);
    }
    visitCharacters(word, index, visit);
  }
  if (words.length <= shortTextWords) visitPairs(words, hashes, visit);
}

/** How many n-grams `visitNgrams` visits. */
export function countNgrams(words: readonly Word[]): number {
  let count = 0;
  for (const [index, { folded, part }] of words.entries()) {
    count += 1 + (words[index - 1]?.part === part ? 1 : 0);
    for (const size of characterSizes) count += Math.max(0, folded.length + 3 - size);
  }
  const pairs = ((words.length - 1) * (words.length - 2)) / 2;
  return words.length > 1 && words.length <= shortTextWords ? count + pairs : count;
}

function visitCharacters({ folded, weight }: Word, index: number, visit: NgramVisitor): void {
  const length = folded.length;
  for (const size of characterSizes) {
    // Positions -1 and `length` are the word's edges.
    for (let start = -1; start + size <= length + 1; start++) {
      let hash = offsetBasis ^ size;
      for (let at = start; at < start + size; at++) {
        hash = Math.imul(hash ^ (at < 0 || at === length ? 0x20 : folded.charCodeAt(at)), prime);
      }
      visit(spread(hash, kinds.characters), blocks.characters, weight, index, index);
    }
  }
}

function visitPairs(words: readonly Word[], hashes: Int32Array, visit: NgramVisitor): void {
  for (let first = 0; first < words.length; first++) {
    for (let second = first + 2; second < words.length; second++) {
      const low = Math.min(hashes[first] as number, hashes[second] as number);
      const high = Math.max(hashes[first] as number, hashes[second] as number);
      const weight = words[second]?.weight ?? 1;
      visit(spread(Math.imul(low, 31) ^ high, kinds.pair), blocks.pairs, weight, first, second);
    }
  }
}

/** FNV-1a. */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

function hashWord(text: string): number {
  let hash = offsetBasis;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash | 0;
}

/** Murmur's finish: every bit of the hash comes to matter for every bit of the key. */
function spread(hash: number, kind: number): number {
  let mixed = Math.imul(hash ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
