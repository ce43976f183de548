import { isBag, type Readable } from "../features/bag.ts";
import { blockCount, blocks, type NgramVisitor, visitNgrams } from "../features/ngrams.ts";
import { blockFactors, dampen } from "../features/vectors.ts";
import { type Word, wordsOf } from "../features/words.ts";
import type { Model } from "../model.ts";
import { buildKeyTable, findKey } from "./key-table.ts";

/** A document as a model sees it. */
export interface Reading {
  words: Word[];
  wordCount: number;
  /** Share of the words and neighbouring words, each counted once, that the model knows. */
  knownShare: number;
  /** By label. */
  scores: Float64Array;
  /** Each feature found, once, with its value in the document. */
  features: Int32Array;
  values: Float64Array;
  /** Each feature's count, subject words counted twice. */
  counts: Float64Array;
  /** Where features stand: place in `features`, weight, and the two words, four numbers each. A bag does not tell. */
  occurrences: number[];
}

export function createReader({ vocabulary, weights, labels }: Model) {
  const table = buildKeyTable(vocabulary.keys);
  /** Place in the reading + 1; all zero between two readings. */
  const placeOf = new Int32Array(vocabulary.keys.length);

  function read(document: Readable): Reading {
    const words = isBag(document) ? [] : wordsOf(document);
    const features: number[] = [];
    const counts: number[] = [];
    const occurrences: number[] = [];
    const unknown = new Set<number>();
    let knownWords = 0;
    const visit: NgramVisitor = (key, block, weight, first, second) => {
      const feature = findKey(table, key);
      if (feature < 0) {
        if (block === blocks.words) unknown.add(key);
        return;
      }
      let place = (placeOf[feature] as number) - 1;
      if (place < 0) {
        place = features.push(feature) - 1;
        placeOf[feature] = place + 1;
        counts.push(0);
        if (block === blocks.words) knownWords += 1;
      }
      counts[place] = (counts[place] as number) + weight;
      if (first >= 0) occurrences.push(place, weight, first, second);
    };
    if (isBag(document)) {
      for (const [at, key] of document.keys.entries()) {
        visit(key, document.blocks[at] as number, document.counts[at] as number, -1, -1);
      }
    } else visitNgrams(words, visit);
    for (const feature of features) placeOf[feature] = 0;
    const wordCount = isBag(document) ? document.wordCount : words.length;
    const values = valuesOf(features, counts, wordCount);
    return {
      words,
      wordCount,
      knownShare: knownWords === 0 ? 0 : knownWords / (knownWords + unknown.size),
      scores: scoresOf(features, values),
      features: Int32Array.from(features),
      values,
      counts: Float64Array.from(counts),
      occurrences,
    };
  }

  function valuesOf(features: readonly number[], counts: readonly number[], wordCount: number): Float64Array {
    const squares = new Float64Array(blockCount);
    const values = Float64Array.from(features, (feature, place) => {
      const value = dampen(counts[place] as number) * (vocabulary.idf[feature] as number);
      const block = vocabulary.blocks[feature] as number;
      squares[block] = (squares[block] as number) + value * value;
      return value;
    });
    const factors = blockFactors(squares, wordCount);
    for (let place = 0; place < values.length; place++) {
      const block = vocabulary.blocks[features[place] as number] as number;
      values[place] = (values[place] as number) * (factors[block] as number);
    }
    return values;
  }

  function scoresOf(features: readonly number[], values: Float64Array): Float64Array {
    const sums = new Float64Array(labels.length);
    for (let place = 0; place < values.length; place++) {
      const feature = features[place] as number;
      const value = values[place] as number;
      for (let at = weights.offsets[feature] as number; at < (weights.offsets[feature + 1] as number); at++) {
        const label = weights.labels[at] as number;
        sums[label] = (sums[label] as number) + value * (weights.values[at] as number);
      }
    }
    return sums.map(
      (sum, label) => sum * (weights.scales[label] as number) + (weights.biases[label] as number),
    );
  }

  return { read };
}
