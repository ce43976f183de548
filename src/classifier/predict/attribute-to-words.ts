import type { TracedBag } from "../features/bag.ts";
import type { Model } from "../model.ts";
import type { Reading } from "./create-reader.ts";

/** `bias` and all contributions add up to `lead`. */
export interface WordContributions {
  lead: number;
  bias: number;
  /** By word of the bag: above 0 it speaks for the label, below 0 for the other. */
  contributions: Float64Array;
}

/**
 * Splits the lead of one label over another into what each word adds. The score is linear, so this is exact: a
 * feature's part is shared by its occurrences, and that of two words by both.
 */
export function attributeToWords(
  { weights }: Model,
  { words, counts, occurrences }: TracedBag,
  { features, values, scores }: Reading,
  { label, against }: { label: number; against: number },
): WordContributions {
  const { offsets, labels, values: weightOf, scales } = weights;
  const [scale, scaleAgainst] = [scales[label] ?? 0, scales[against] ?? 0];
  const last = Math.max(label, against);
  const shares = new Float64Array(features.length);
  for (let place = 0; place < features.length; place++) {
    const feature = features[place] as number;
    if (feature < 0) continue;
    let lead = 0;
    const end = offsets[feature + 1] as number;
    for (let at = offsets[feature] as number; at < end; at++) {
      const own = labels[at] as number;
      // A feature's labels are in order.
      if (own > last) break;
      if (own === label) lead += (weightOf[at] as number) * scale;
      else if (own === against) lead -= (weightOf[at] as number) * scaleAgainst;
    }
    shares[place] = ((values[place] as number) * lead) / (counts[place] as number);
  }
  const contributions = new Float64Array(words.length);
  const halfWeights = Float64Array.from(words, ({ weight }) => weight / 2);
  const { places, firsts, seconds } = occurrences;
  for (let at = 0; at < places.length; at++) {
    const share = shares[places[at] as number] as number;
    if (share === 0) continue;
    const first = firsts[at] as number;
    const second = seconds[at] as number;
    const half = share * (halfWeights[second] as number);
    contributions[first] = (contributions[first] as number) + half;
    contributions[second] = (contributions[second] as number) + half;
  }
  const biasOf = (wanted: number) => weights.biases[wanted] ?? 0;
  return {
    lead: (scores[label] ?? 0) - (scores[against] ?? 0),
    bias: biasOf(label) - biasOf(against),
    contributions,
  };
}
