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
    const slot = findSlot(table, hash);
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
  const { heads, hasPairs } = table;
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
    if (heads[findSlot(table, hash)] !== 0) markFrom(table, hash, text, start, found);
    if (!hasPairs) continue;
    if (pairStart !== -1) {
      const pair = pairHash(pairFirst, hash);
      if (heads[findSlot(table, pair)] !== 0) markFrom(table, pair, text, pairStart, found);
    }
    pairStart = at < length && text.charCodeAt(at) === space ? start : -1;
    pairFirst = hash;
  }
}

function isSpaced(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  return characterKind(unit) === spaced;
}

function markFrom(table: PhraseTable, hash: number, text: string, start: number, found: FoundPhrases): void {
  for (let link = table.heads[findSlot(table, hash)] ?? 0; link !== 0; link = table.next[link - 1] ?? 0) {
    if (found.marks[link - 1] === 1) continue;
    const phrase = table.phrases[link - 1] ?? "";
    if (!standsAt(text, phrase, start)) continue;
    const end = start + phrase.length;
    if (end !== text.length && !isBoundary(text.charCodeAt(end - 1), text.charCodeAt(end))) continue;
    found.marks[link - 1] = 1;
    found.numbers.push(link - 1);
  }
}

/** `text.startsWith(phrase, start)`, which costs a call out of compiled code. */
function standsAt(text: string, phrase: string, start: number): boolean {
  if (start + phrase.length > text.length) return false;
  for (let at = 0; at < phrase.length; at++) {
    if (text.charCodeAt(start + at) !== phrase.charCodeAt(at)) return false;
  }
  return true;
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

function findSlot({ heads, hashes, mask }: PhraseTable, hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (heads[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}
