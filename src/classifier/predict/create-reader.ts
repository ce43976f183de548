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
  /** By n-gram of the bag: the model's feature, or -1, and its value in the document where it is known. */
  features: Int32Array;
  values: Float64Array;
}

export function createReader({ vocabulary, weights, labels }: Model) {
  const table = buildKeyTable(vocabulary.keys);
  let room = { features: new Int32Array(0), values: new Float64Array(0) };

  /** New columns for each document would keep the garbage collector busier than the reading itself. */
  function columnsFor(size: number): typeof room {
    if (room.features.length < size) {
      room = { features: new Int32Array(size * 2), values: new Float64Array(size * 2) };
    }
    return { features: room.features.subarray(0, size), values: room.values.subarray(0, size) };
  }

  function read({ keys, blocks: blockOf, counts, wordCount }: Bag): Reading {
    const { features, values } = columnsFor(keys.length);
    const squares = new Float64Array(blockCount);
    let [allWords, knownWords] = [0, 0];
    for (let at = 0; at < keys.length; at++) {
      const feature = findKey(table, keys[at] as number);
      features[at] = feature;
      if (blockOf[at] === blocks.words) {
        allWords += 1;
        if (feature >= 0) knownWords += 1;
      }
      if (feature < 0) continue;
      const value = dampen(counts[at] as number) * (vocabulary.idf[feature] as number);
      const block = blockOf[at] as number;
      values[at] = value;
      squares[block] = (squares[block] as number) + value * value;
    }
    const factors = blockFactors(squares, wordCount);
    const knownShare = allWords === 0 ? 0 : knownWords / allWords;
    return { wordCount, knownShare, scores: scoresOf(features, values, blockOf, factors), features, values };
  }

  /** Brings the values to the lengths of their blocks on the way. */
  function scoresOf(
    features: Int32Array,
    values: Float64Array,
    blockOf: Uint8Array,
    factors: Float64Array,
  ): Float64Array {
    const { offsets, labels: labelOf, values: weightOf, scales, biases } = weights;
    const sums = new Float64Array(labels.length);
    for (let place = 0; place < features.length; place++) {
      const feature = features[place] as number;
      if (feature < 0) continue;
      const factor = factors[blockOf[place] as number] as number;
      const value = (values[place] as number) * factor;
      values[place] = value;
      const end = offsets[feature + 1] as number;
      for (let at = offsets[feature] as number; at < end; at++) {
        const label = labelOf[at] as number;
        sums[label] = (sums[label] as number) + value * (weightOf[at] as number);
      }
    }
    return sums.map((sum, label) => sum * (scales[label] as number) + (biases[label] as number));
  }

  return { read };
}
