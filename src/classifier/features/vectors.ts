import type { Corpus } from "./corpus.ts";
import { blockCount, blockLengthsOf, blocks } from "./ngrams.ts";
import type { Selection } from "./vocabulary.ts";

/** Sparse rows; row i has the entries from `offsets[i]` to `offsets[i + 1]`. */
export interface Vectors {
  offsets: Int32Array;
  features: Int32Array;
  values: Float32Array;
  /** By row: the share of its words and neighbouring words that the vocabulary has. */
  knownShares: Float32Array;
}

/** By count; a logarithm for each n-gram would take as long as looking it up. */
const dampened = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/** How often a feature stands in a text matters less and less. */
export function dampen(count: number): number {
  return count < dampened.length ? (dampened[count] as number) : 1 + Math.log(count);
}

/** By block: what brings the block to its length. */
export function blockFactors(squares: Float64Array, wordCount: number): Float64Array {
  const lengths = blockLengthsOf(wordCount);
  return squares.map((square, block) => (square > 0 ? (lengths[block] ?? 0) / Math.sqrt(square) : 0));
}

export function vectorize(corpus: Corpus, rows: Int32Array, { vocabulary, featureOf }: Selection): Vectors {
  const offsets = new Int32Array(rows.length + 1);
  const room = rows.reduce((sum, row) => sum + rowSize(corpus, row), 0);
  const features = new Int32Array(room);
  const values = new Float32Array(room);
  const knownShares = new Float32Array(rows.length);
  const squares = new Float64Array(blockCount);
  let size = 0;
  for (const [index, row] of rows.entries()) {
    const start = size;
    let [allWords, knownWords] = [0, 0];
    squares.fill(0);
    for (let at = corpus.offsets[row] as number; at < (corpus.offsets[row + 1] as number); at++) {
      const ngram = corpus.ngrams[at] as number;
      const block = corpus.blocks[ngram] as number;
      const feature = featureOf[ngram] as number;
      if (block === blocks.words) {
        allWords += 1;
        if (feature >= 0) knownWords += 1;
      }
      if (feature < 0) continue;
      const value = dampen(corpus.counts[at] as number) * (vocabulary.idf[feature] as number);
      features[size] = feature;
      values[size++] = value;
      squares[block] = (squares[block] as number) + value * value;
    }
    const factors = blockFactors(squares, corpus.wordCounts[row] as number);
    for (let at = start; at < size; at++) {
      const block = vocabulary.blocks[features[at] as number] as number;
      values[at] = (values[at] as number) * (factors[block] as number);
    }
    offsets[index + 1] = size;
    knownShares[index] = allWords === 0 ? 0 : knownWords / allWords;
  }
  return { offsets, features: features.slice(0, size), values: values.slice(0, size), knownShares };
}

function rowSize({ offsets }: Corpus, row: number): number {
  return (offsets[row + 1] as number) - (offsets[row] as number);
}
