import type { Bag } from "../features/bag.ts";
import { blockCount, blocks } from "../features/ngrams.ts";
import { blockFactors, dampen } from "../features/vectors.ts";
import type { Model } from "../model.ts";
import { buildKeyTable, findKey } from "./key-table.ts";

/** A document as a model sees it. Its columns are used again for the next one: what is to stay has to be copied. */
export interface Reading {
  wordCount: number;
  /** Share of the words and neighbouring words, each counted once, that the model knows. */
  knownShare: number;
  /** By label. */
  scores: Float64Array;
  known: KnownNgrams;
}

/** The n-grams that the model knows: their places in the bag, the model's features, and their values in the document. */
export interface KnownNgrams {
  places: Int32Array;
  features: Int32Array;
  values: Float64Array;
}

export function createReader({ vocabulary, weights, labels }: Model) {
  const table = buildKeyTable(vocabulary.keys);
  let room = createColumns(0);

  function read({ keys, blocks: blockOf, counts, wordCount }: Bag): Reading {
    // New columns for each document would keep the garbage collector busier than the reading itself.
    if (room.places.length < keys.length) room = createColumns(keys.length * 2);
    const { places, features, values } = room;
    const { idf } = vocabulary;
    const squares = new Float64Array(blockCount);
    let [size, allWords, knownWords] = [0, 0, 0];
    for (let place = 0; place < keys.length; place++) {
      const block = blockOf[place] as number;
      const feature = findKey(table, keys[place] as number);
      if (block === blocks.words) {
        allWords += 1;
        if (feature >= 0) knownWords += 1;
      }
      if (feature < 0) continue;
      const value = dampen(counts[place] as number) * (idf[feature] as number);
      squares[block] = (squares[block] as number) + value * value;
      places[size] = place;
      features[size] = feature;
      values[size++] = value;
    }
    const factors = blockFactors(squares, wordCount);
    for (let at = 0; at < size; at++) {
      const block = blockOf[places[at] as number] as number;
      values[at] = (values[at] as number) * (factors[block] as number);
    }
    const known = {
      places: places.subarray(0, size),
      features: features.subarray(0, size),
      values: values.subarray(0, size),
    };
    const knownShare = allWords === 0 ? 0 : knownWords / allWords;
    return { wordCount, knownShare, scores: scoresOf(known), known };
  }

  function scoresOf({ features, values }: KnownNgrams): Float64Array {
    const { offsets, labels: labelOf, values: weightOf, scales, biases } = weights;
    const scores = new Float64Array(labels.length);
    for (let index = 0; index < features.length; index++) {
      const feature = features[index] as number;
      const value = values[index] as number;
      const end = offsets[feature + 1] as number;
      for (let at = offsets[feature] as number; at < end; at++) {
        const label = labelOf[at] as number;
        scores[label] = (scores[label] as number) + value * (weightOf[at] as number);
      }
    }
    for (let label = 0; label < scores.length; label++) {
      scores[label] = (scores[label] as number) * (scales[label] as number) + (biases[label] as number);
    }
    return scores;
  }

  return { read };
}

function createColumns(size: number): KnownNgrams {
  return { places: new Int32Array(size), features: new Int32Array(size), values: new Float64Array(size) };
}
