import type { Document } from "../document.ts";
import { type TracedBag, traceBag } from "./trace-bag.ts";
import { wordsOf } from "./words.ts";

/** All that training needs of a document: its n-grams as hashed keys with their counts. The text is not in it. */
export interface Bag {
  keys: Int32Array;
  blocks: Uint8Array;
  /** Words of the subject counted twice. */
  counts: Uint16Array;
  wordCount: number;
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
