import type { Corpus } from "./corpus.ts";
import { blocks } from "./ngrams.ts";

/** The n-grams that a model knows. */
export interface Vocabulary {
  keys: Int32Array;
  blocks: Uint8Array;
  /** Inverse document frequency. */
  idf: Float32Array;
}

export interface Selection {
  vocabulary: Vocabulary;
  /** By n-gram of the corpus: its feature, or -1. */
  featureOf: Int32Array;
}

/** Keeps what is found in the most of the given documents: whole ranks of frequency, as many as fit below the cap. */
export function selectVocabulary(corpus: Corpus, rows: Int32Array, cap: number): Selection {
  const frequencies = countFrequencies(corpus, rows);
  const lowest = lowestFrequency(corpus, frequencies, cap);
  const featureOf = new Int32Array(corpus.keys.length).fill(-1);
  const chosen: number[] = [];
  for (let ngram = 0; ngram < frequencies.length; ngram++) {
    const frequency = frequencies[ngram] as number;
    if (frequency >= lowest && isWorthKnowing(corpus, ngram, frequency)) {
      featureOf[ngram] = chosen.push(ngram) - 1;
    }
  }
  const idfOf = (ngram: number) => Math.log((1 + rows.length) / (1 + (frequencies[ngram] as number))) + 1;
  return {
    featureOf,
    vocabulary: {
      keys: Int32Array.from(chosen, (ngram) => corpus.keys[ngram] as number),
      blocks: Uint8Array.from(chosen, (ngram) => corpus.blocks[ngram] as number),
      idf: Float32Array.from(chosen, idfOf),
    },
  };
}

function countFrequencies({ offsets, ngrams, keys }: Corpus, rows: Int32Array): Int32Array {
  const frequencies = new Int32Array(keys.length);
  for (const row of rows) {
    const end = offsets[row + 1] as number;
    for (let at = offsets[row] as number; at < end; at++) {
      const ngram = ngrams[at] as number;
      frequencies[ngram] = (frequencies[ngram] as number) + 1;
    }
  }
  return frequencies;
}

/** A pair that stood in one document only is chance. */
function isWorthKnowing({ blocks: blockOf }: Corpus, ngram: number, frequency: number): boolean {
  return frequency >= (blockOf[ngram] === blocks.pairs ? 2 : 1);
}

const highestRank = 1000;

function lowestFrequency(corpus: Corpus, frequencies: Int32Array, cap: number): number {
  const sizes = new Int32Array(highestRank + 1);
  for (let ngram = 0; ngram < frequencies.length; ngram++) {
    const frequency = frequencies[ngram] as number;
    if (!isWorthKnowing(corpus, ngram, frequency)) continue;
    const rank = Math.min(frequency, highestRank);
    sizes[rank] = (sizes[rank] as number) + 1;
  }
  let kept = 0;
  for (let rank = highestRank; rank > 0; rank--) {
    kept += sizes[rank] as number;
    if (kept > cap) return rank + 1;
  }
  return 1;
}
