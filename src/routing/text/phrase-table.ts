import { characterKind, isBoundary, spaced } from "./word-characters.ts";

/**
 * Many folded phrases, found in one pass over a text. A phrase is filed under the hash of its first two words (or of
 * its first one, or of its first character where the script has no spaces), so that the pass looks at each character
 * once and compares a whole phrase only where those words stand.
 */
export interface PhraseTable {
  phrases: readonly string[];
  numbers: ReadonlyMap<string, number>;
  /** Open addressing: the key's hash, then the head of that key's chain (index + 1, 0 is empty). */
  hashes: Int32Array;
  heads: Int32Array;
  /** The next phrase with the same key (index + 1). */
  next: Int32Array;
  /** All phrases one after the other, for they are compared far more often than read; phrase n starts at starts[n]. */
  letters: Uint16Array;
  starts: Int32Array;
  mask: number;
  hasPairs: boolean;
}

const offsetBasis = 0x811c9dc5 | 0;
const prime = 0x01000193;
const space = 0x20;

export function buildPhraseTable(phrases: readonly string[]): PhraseTable {
  let size = 16;
  while (size < phrases.length * 4) size *= 2;
  const table: PhraseTable = {
    phrases,
    numbers: new Map(phrases.map((phrase, number) => [phrase, number])),
    hashes: new Int32Array(size),
    heads: new Int32Array(size),
    next: new Int32Array(phrases.length),
    letters: unitsOf(phrases.join("")),
    starts: startsOf(phrases),
    mask: size - 1,
    hasPairs: false,
  };
  for (const [index, phrase] of phrases.entries()) {
    if (phrase === "") continue;
    const first = tokenEnd(phrase, 0);
    let hash = hashToken(phrase, 0, first);
    if (startsPair(phrase, first)) {
      table.hasPairs = true;
      hash = pairHash(hash, hashToken(phrase, first + 1, tokenEnd(phrase, first + 1)));
    }
    const slot = findSlot(table.heads, table.hashes, table.mask, hash);
    table.hashes[slot] = hash;
    table.next[index] = table.heads[slot] ?? 0;
    table.heads[slot] = index + 1;
  }
  return table;
}

export interface FoundPhrases {
  /** One byte a phrase, 1 where it was found. */
  marks: Uint8Array;
  numbers: number[];
}

/** Adds to `found` every phrase that the folded text has as whole words. */
export function scanPhrases(table: PhraseTable, text: string, found: FoundPhrases): void {
  const { heads, hashes, mask, hasPairs } = table;
  const length = text.length;
  let at = 0;
  let pairStart = -1;
  let pairFirst = 0;
  while (at < length) {
    const start = at;
    let unit = text.charCodeAt(at++);
    let hash = Math.imul(offsetBasis ^ unit, prime);
    // A folded phrase never begins with a space.
    if (unit === space) continue;
    if (isSpaced(unit)) {
      while (at < length) {
        unit = text.charCodeAt(at);
        if (!isSpaced(unit)) break;
        hash = Math.imul(hash ^ unit, prime);
        at++;
      }
    }
    const head = heads[findSlot(heads, hashes, mask, hash)] ?? 0;
    if (head !== 0) markFrom(table, head, text, start, found);
    if (!hasPairs) continue;
    if (pairStart !== -1) {
      const pair = pairHash(pairFirst, hash);
      const pairHead = heads[findSlot(heads, hashes, mask, pair)] ?? 0;
      if (pairHead !== 0) markFrom(table, pairHead, text, pairStart, found);
    }
    pairStart = at < length && text.charCodeAt(at) === space ? start : -1;
    pairFirst = hash;
  }
}

function isSpaced(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  return characterKind(unit) === spaced;
}

/** @param head where the chain of phrases with one key begins (index + 1). */
function markFrom(table: PhraseTable, head: number, text: string, start: number, found: FoundPhrases): void {
  for (let link = head; link !== 0; link = table.next[link - 1] ?? 0) {
    if (found.marks[link - 1] === 1) continue;
    const end = endOf(table, link - 1, text, start);
    if (end === -1) continue;
    if (end !== text.length && !isBoundary(text.charCodeAt(end - 1), text.charCodeAt(end))) continue;
    found.marks[link - 1] = 1;
    found.numbers.push(link - 1);
  }
}

/** Where a phrase that stands at `start` ends, or -1 where it does not stand there. */
function endOf({ letters, starts }: PhraseTable, phrase: number, text: string, start: number): number {
  const first = starts[phrase] ?? 0;
  const length = (starts[phrase + 1] ?? 0) - first;
  if (start + length > text.length) return -1;
  for (let at = 0; at < length; at++) if (text.charCodeAt(start + at) !== letters[first + at]) return -1;
  return start + length;
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units;
}

function startsOf(phrases: readonly string[]): Int32Array {
  const starts = new Int32Array(phrases.length + 1);
  for (const [index, phrase] of phrases.entries()) starts[index + 1] = (starts[index] ?? 0) + phrase.length;
  return starts;
}

function startsPair(phrase: string, first: number): boolean {
  return phrase.charCodeAt(first) === space && first + 1 < phrase.length;
}

function pairHash(first: number, second: number): number {
  return Math.imul(first ^ (second >>> 13) ^ second, prime) ^ 0x5bd1e995;
}

function tokenEnd(text: string, start: number): number {
  let end = start + 1;
  if (!isSpaced(text.charCodeAt(start))) return end;
  while (end < text.length && isSpaced(text.charCodeAt(end))) end++;
  return end;
}

function hashToken(text: string, start: number, end: number): number {
  let hash = offsetBasis;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash;
}

function findSlot(heads: Int32Array, hashes: Int32Array, mask: number, hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (heads[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}
