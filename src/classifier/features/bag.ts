import type { Document } from "../document.ts";
import { countNgrams, visitNgrams } from "./ngrams.ts";
import { type Word, wordsOf } from "./words.ts";

/** All that training needs of a document: its n-grams as hashed keys with their counts. The text is not in it. */
export interface Bag {
  keys: Int32Array;
  blocks: Uint8Array;
  /** Words of the subject counted twice. */
  counts: Uint16Array;
  wordCount: number;
}

/** A bag that still knows its words: read once, it serves all models, and each can explain itself. */
export interface TracedBag extends Bag {
  words: readonly Word[];
  /** By occurrence of an n-gram: its place in `keys`, and the numbers of the two words that carry it. */
  occurrences: { places: Int32Array; firsts: Uint16Array; seconds: Uint16Array };
}

/** What can be learned from and told of: a document, or what was kept of one. */
export type Readable = Document | Bag;
/** What can be explained. */
export type Traceable = Document | TracedBag;

export function isBag(readable: Readable): readable is Bag {
  return "keys" in readable;
}

export function bagOf(readable: Document): TracedBag;
export function bagOf<Kept extends Bag>(readable: Document | Kept): Kept | TracedBag;
export function bagOf(readable: Readable): Bag {
  return isBag(readable) ? readable : traceBag(wordsOf(readable));
}

/** Counts the n-grams of a document's words. Every ticket comes through here, so it is built from flat columns. */
export function traceBag(words: readonly Word[]): TracedBag {
  const room = countNgrams(words);
  const keys = new Int32Array(room);
  const blocks = new Uint8Array(room);
  const counts = new Uint16Array(room);
  const places = new Int32Array(room);
  const firsts = new Uint16Array(room);
  const seconds = new Uint16Array(room);
  const slots = freeSlots(room);
  const mask = slots.length - 1;
  let [size, at] = [0, 0];
  visitNgrams(words, (key, block, weight, first, second) => {
    let slot = key & mask;
    let place = (slots[slot] as number) - 1;
    while (place >= 0 && keys[place] !== key) {
      slot = (slot + 1) & mask;
      place = (slots[slot] as number) - 1;
    }
    if (place < 0) {
      place = size++;
      slots[slot] = size;
      keys[place] = key;
      blocks[place] = block;
    }
    counts[place] = (counts[place] as number) + weight;
    places[at] = place;
    firsts[at] = first;
    seconds[at++] = second;
  });
  return {
    keys: keys.subarray(0, size),
    blocks: blocks.subarray(0, size),
    counts: counts.subarray(0, size),
    wordCount: words.length,
    words,
    occurrences: { places, firsts, seconds },
  };
}

/** Open addressing: a key's place + 1, or 0 for a free slot. Used again for each bag, for they are its largest part. */
let slotsOfAll = new Int32Array(1 << 13);

function freeSlots(room: number): Int32Array {
  const size = 2 ** Math.ceil(Math.log2(room * 2 + 2));
  if (slotsOfAll.length < size) slotsOfAll = new Int32Array(size);
  return slotsOfAll.subarray(0, size).fill(0);
}

const headerBytes = 4;
const entryBytes = 7;

/** The number of words, then for each n-gram its key, block and count; little-endian. */
export function encodeBag({ keys, blocks, counts, wordCount }: Bag): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + keys.length * entryBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, wordCount, true);
  for (let index = 0; index < keys.length; index++) {
    const at = headerBytes + index * entryBytes;
    view.setInt32(at, keys[index] as number, true);
    view.setUint8(at + 4, blocks[index] as number);
    view.setUint16(at + 5, counts[index] as number, true);
  }
  return bytes;
}

/** @throws RangeError when the bytes are not those of a bag */
export function decodeBag(bytes: Uint8Array): Bag {
  const size = (bytes.length - headerBytes) / entryBytes;
  if (!Number.isInteger(size) || size < 0) throw new RangeError("These bytes are no bag of n-grams.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bag = {
    keys: new Int32Array(size),
    blocks: new Uint8Array(size),
    counts: new Uint16Array(size),
    wordCount: view.getUint32(0, true),
  };
  for (let index = 0; index < size; index++) {
    const at = headerBytes + index * entryBytes;
    bag.keys[index] = view.getInt32(at, true);
    bag.blocks[index] = view.getUint8(at + 4);
    bag.counts[index] = view.getUint16(at + 5, true);
  }
  return bag;
}
