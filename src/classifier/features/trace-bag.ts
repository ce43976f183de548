import type { Bag } from "./bag.ts";
import {
  blocks,
  countCharacters,
  hashWord,
  neighboursKey,
  openingKey,
  openingWords,
  pairKey,
  shortTextWords,
  visitCharacters,
  wordKey,
} from "./ngrams.ts";
import type { Word } from "./words.ts";

/** A bag that still knows its words: read once, it serves all models, and each can explain itself. */
export interface TracedBag extends Bag {
  words: readonly Word[];
  /** By word: the number of its form. Words that fold alike have the same one. */
  forms: Uint16Array;
  /** By form: the places of the n-grams within it, from `starts[form]` on, each as often as it stands there. */
  within: { starts: Int32Array; places: Int32Array };
  /** N-grams that a word has by where it stands: their places, and the numbers of the two words, or twice of the one. */
  links: { places: Int32Array; firsts: Uint16Array; seconds: Uint16Array };
}

/**
 * Counts the n-grams of a document's words. Every ticket comes through here, so it is built from flat columns, and a
 * word that stands there again is not taken apart again.
 */
export function traceBag(words: readonly Word[]): TracedBag {
  const openingEnd = findOpeningEnd(words);
  const linkRoom = countLinks(words.length) + openingEnd;
  const withinRoom = words.reduce((room, { folded }) => room + 1 + countCharacters(folded), 0);
  const ngrams = createNgrams(withinRoom + linkRoom);
  const links = createLinks(linkRoom);
  const hashes = new Int32Array(words.length);
  const forms = new Uint16Array(words.length);
  /** By place of a word's own n-gram: the number of its form + 1. */
  const formAt = new Uint16Array(withinRoom + linkRoom);
  const starts = new Int32Array(words.length + 1);
  const places = new Int32Array(withinRoom);
  let [formCount, size] = [0, 0];
  const addCharacters = (key: number) => {
    places[size++] = ngrams.placeOf(key, blocks.characters);
  };
  const link = (key: number, block: number, first: number, second: number) => {
    const place = ngrams.placeOf(key, block);
    ngrams.count(place, (words[second] as Word).weight);
    links.add(place, first, second);
  };

  for (let index = 0; index < words.length; index++) {
    const { folded, weight, part } = words[index] as Word;
    const hash = hashWord(folded);
    hashes[index] = hash;
    const own = ngrams.placeOf(wordKey(hash), blocks.words);
    if (index < openingEnd) link(openingKey(hash), blocks.opening, index, index);
    if (index > 0 && (words[index - 1] as Word).part === part) {
      link(neighboursKey(hashes[index - 1] as number, hash), blocks.words, index - 1, index);
    }
    if (formAt[own] === 0) {
      formAt[own] = ++formCount;
      places[size++] = own;
      visitCharacters(folded, addCharacters);
      starts[formCount] = size;
    }
    const form = (formAt[own] as number) - 1;
    forms[index] = form;
    const end = starts[form + 1] as number;
    for (let at = starts[form] as number; at < end; at++) ngrams.count(places[at] as number, weight);
  }
  for (let first = 0; first < words.length && words.length <= shortTextWords; first++) {
    for (let second = first + 2; second < words.length; second++) {
      link(pairKey(hashes[first] as number, hashes[second] as number), blocks.pairs, first, second);
    }
  }
  return {
    ...ngrams.columns(),
    wordCount: words.length,
    words,
    forms,
    within: { starts: starts.subarray(0, formCount + 1), places },
    links: links.columns(),
  };
}

/** Neighbours in a long text, all pairs in a short one. */
function countLinks(wordCount: number): number {
  return wordCount <= shortTextWords ? (wordCount * (wordCount - 1)) / 2 : wordCount;
}

/** The number of the first word after the opening; without a subject there is none. */
function findOpeningEnd(words: readonly Word[]): number {
  const bodyAt = words.length <= shortTextWords ? -1 : words.findIndex(({ part }) => part === "body");
  return bodyAt <= 0 ? 0 : Math.min(bodyAt + openingWords, words.length);
}

/** Different n-grams, each with the place at which it was first seen. */
function createNgrams(room: number) {
  const keys = new Int32Array(room);
  const blockOf = new Uint8Array(room);
  const counts = new Uint16Array(room);
  const slots = freeSlots(room);
  const mask = slots.length - 1;
  let size = 0;
  return {
    placeOf(key: number, block: number): number {
      let slot = key & mask;
      let place = (slots[slot] as number) - 1;
      while (place >= 0 && keys[place] !== key) {
        slot = (slot + 1) & mask;
        place = (slots[slot] as number) - 1;
      }
      if (place >= 0) return place;
      slots[slot] = size + 1;
      keys[size] = key;
      blockOf[size] = block;
      return size++;
    },
    count(place: number, weight: number): void {
      counts[place] = (counts[place] as number) + weight;
    },
    columns: () => ({
      keys: keys.subarray(0, size),
      blocks: blockOf.subarray(0, size),
      counts: counts.subarray(0, size),
    }),
  };
}

function createLinks(room: number) {
  const places = new Int32Array(room);
  const firsts = new Uint16Array(room);
  const seconds = new Uint16Array(room);
  let size = 0;
  return {
    add(place: number, first: number, second: number): void {
      places[size] = place;
      firsts[size] = first;
      seconds[size++] = second;
    },
    columns: () => ({ places: places.subarray(0, size), firsts, seconds }),
  };
}

/** Open addressing: a key's place + 1, or 0 for a free slot. Used again for each bag, for they are its largest part. */
let slotsOfAll = new Int32Array(1 << 13);

function freeSlots(room: number): Int32Array {
  const size = 2 ** Math.ceil(Math.log2(room * 2 + 2));
  if (slotsOfAll.length < size) slotsOfAll = new Int32Array(size);
  return slotsOfAll.subarray(0, size).fill(0);
}
