import { bagOf, type Readable } from "./bag.ts";

/** Documents as counted n-grams; each n-gram has a number of its own, in the order of first sight. */
export interface Corpus {
  /** Row i has the entries from `offsets[i]` to `offsets[i + 1]`. */
  offsets: Int32Array;
  ngrams: Int32Array;
  counts: Float32Array;
  wordCounts: Int32Array;
  /** By n-gram. */
  keys: Int32Array;
  blocks: Uint8Array;
}

const documentsPerStep = 100;

/** Yields the share that is done, often enough that a server can do other things meanwhile. */
export function* countCorpus(documents: readonly Readable[]): Generator<number, Corpus> {
  const numbers = new Map<number, number>();
  const blocks: number[] = [];
  const entries = createEntries();
  const offsets = new Int32Array(documents.length + 1);
  const wordCounts = new Int32Array(documents.length);
  for (const [row, document] of documents.entries()) {
    const bag = bagOf(document);
    for (const [at, key] of bag.keys.entries()) {
      let ngram = numbers.get(key);
      if (ngram === undefined) {
        ngram = numbers.size;
        numbers.set(key, ngram);
        blocks.push(bag.blocks[at] as number);
      }
      entries.add(ngram, bag.counts[at] as number);
    }
    wordCounts[row] = bag.wordCount;
    offsets[row + 1] = entries.size();
    if (row % documentsPerStep === 0) yield row / documents.length;
  }
  const keys = Int32Array.from(numbers.keys());
  return { ...entries.all(), offsets, wordCounts, keys, blocks: Uint8Array.from(blocks) };
}

/** Two columns that double when they are full. */
function createEntries() {
  let ngrams = new Int32Array(1 << 16);
  let counts = new Float32Array(1 << 16);
  let size = 0;
  return {
    add(ngram: number, count: number): void {
      if (size === ngrams.length) {
        const [fullNgrams, fullCounts] = [ngrams, counts];
        ngrams = new Int32Array(size * 2);
        ngrams.set(fullNgrams);
        counts = new Float32Array(size * 2);
        counts.set(fullCounts);
      }
      ngrams[size] = ngram;
      counts[size++] = count;
    },
    size: () => size,
    all: () => ({ ngrams: ngrams.subarray(0, size), counts: counts.subarray(0, size) }),
  };
}
