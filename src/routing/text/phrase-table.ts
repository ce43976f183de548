import { characterKind, isBoundary, spaced } from "./word-characters.ts";

/**
 * Many folded phrases, found in one pass over a text. A phrase is filed under the hash of its first word (or of
 * its first character, where the script has no spaces), so that the pass looks at each character once and
 * compares a whole phrase only where its first word stands.
 */
export interface PhraseTable {
  phrases: readonly string[];
  /** Open addressing: hash of the first token, then the head of that token's chain (index + 1, 0 is empty). */
  hashes: Int32Array;
  heads: Int32Array;
  /** The next phrase with the same first token (index + 1). */
  next: Int32Array;
  mask: number;
}

const offsetBasis = 0x811c9dc5 | 0;
const prime = 0x01000193;

export function buildPhraseTable(phrases: readonly string[]): PhraseTable {
  let size = 16;
  while (size < phrases.length * 4) size *= 2;
  const table: PhraseTable = {
    phrases,
    hashes: new Int32Array(size),
    heads: new Int32Array(size),
    next: new Int32Array(phrases.length),
    mask: size - 1,
  };
  for (const [index, phrase] of phrases.entries()) {
    if (phrase === "") continue;
    const hash = hashToken(phrase, 0, tokenEnd(phrase, 0));
    const slot = findSlot(table, hash);
    table.hashes[slot] = hash;
    table.next[index] = table.heads[slot] ?? 0;
    table.heads[slot] = index + 1;
  }
  return table;
}

/** Marks in `found` (one byte a phrase) every phrase that the folded text has as whole words. */
export function scanPhrases(table: PhraseTable, text: string, found: Uint8Array): void {
  const { hashes, heads, mask } = table;
  const length = text.length;
  let at = 0;
  while (at < length) {
    const start = at;
    let unit = text.charCodeAt(at);
    let hash = Math.imul(offsetBasis ^ unit, prime);
    at++;
    if (characterKind(unit) === spaced) {
      while (at < length) {
        unit = text.charCodeAt(at);
        if (characterKind(unit) !== spaced) break;
        hash = Math.imul(hash ^ unit, prime);
        at++;
      }
    }
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (heads[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
    if (heads[slot] !== 0) markFrom(table, heads[slot] ?? 0, text, start, found);
  }
}

function markFrom(table: PhraseTable, head: number, text: string, start: number, found: Uint8Array): void {
  for (let link = head; link !== 0; link = table.next[link - 1] ?? 0) {
    if (found[link - 1] === 1) continue;
    const phrase = table.phrases[link - 1] ?? "";
    if (!text.startsWith(phrase, start)) continue;
    const end = start + phrase.length;
    if (end === text.length || isBoundary(text.charCodeAt(end - 1), text.charCodeAt(end)))
      found[link - 1] = 1;
  }
}

function tokenEnd(text: string, start: number): number {
  let end = start + 1;
  if (characterKind(text.charCodeAt(start)) !== spaced) return end;
  while (end < text.length && characterKind(text.charCodeAt(end)) === spaced) end++;
  return end;
}

function hashToken(text: string, start: number, end: number): number {
  let hash = offsetBasis;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash;
}

function findSlot(table: PhraseTable, hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & table.mask;
  while (table.heads[slot] !== 0 && table.hashes[slot] !== hash) slot = (slot + 1) & table.mask;
  return slot;
}
