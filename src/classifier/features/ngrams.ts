export const blocks = { words: 0, characters: 1, pairs: 2, opening: 3 } as const;
export const blockCount = 4;

/**
 * Short texts have pairs of words that stand apart; in longer ones, these say no more than the words, and there are very
 * many. Longer ones with a subject have an opening: it and the body's first words, for there a matter is mostly named.
 */
export const shortTextWords = 14;
export const openingWords = 10;

/**
 * Each block is brought to a length of its own, so that the many n-grams of characters do not drown the words. In a
 * short text, parts of words tell what the few words cannot.
 */
export function blockLengthsOf(wordCount: number): readonly number[] {
  return wordCount <= shortTextWords ? shortTextLengths : longTextLengths;
}

const shortTextLengths = [1, 1.6, 0.6, 0];
const longTextLengths = [1, 1.3, 0, 0.8];

const characterSizes = [3, 4] as const;
/** Part of every n-gram's key, so that equal text of different kinds has different keys. */
const kinds = { word: 0x51, neighbours: 0x52, characters: 0x53, pair: 0x54, opening: 0x55 };

/** The keys of n-grams have 32 bits. Those of one and of two words are made from the words' hashes. */
export function wordKey(hash: number): number {
  return spread(hash, kinds.word);
}

export function neighboursKey(before: number, hash: number): number {
  return spread(Math.imul(before, 31) ^ hash, kinds.neighbours);
}

export function openingKey(hash: number): number {
  return spread(hash, kinds.opening);
}

/** Two words that stand apart, in either order. */
export function pairKey(one: number, other: number): number {
  return spread(Math.imul(Math.min(one, other), 31) ^ Math.max(one, other), kinds.pair);
}

/** Every three and four characters within a word and its edges. */
export function visitCharacters(folded: string, visit: (key: number) => void): void {
  const length = folded.length;
  for (const size of characterSizes) {
    // Positions -1 and `length` are the word's edges.
    for (let start = -1; start + size <= length + 1; start++) {
      let hash = offsetBasis ^ size;
      for (let at = start; at < start + size; at++) {
        hash = Math.imul(hash ^ (at < 0 || at === length ? 0x20 : folded.charCodeAt(at)), prime);
      }
      visit(spread(hash, kinds.characters));
    }
  }
}

/** How many keys `visitCharacters` visits. */
export function countCharacters(folded: string): number {
  return characterSizes.reduce((count, size) => count + Math.max(0, folded.length + 3 - size), 0);
}

/** FNV-1a. */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

export function hashWord(folded: string): number {
  let hash = offsetBasis;
  for (let at = 0; at < folded.length; at++) hash = Math.imul(hash ^ folded.charCodeAt(at), prime);
  return hash | 0;
}

/** Murmur's finish: every bit of the hash comes to matter for every bit of the key. */
function spread(hash: number, kind: number): number {
  let mixed = Math.imul(hash ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
