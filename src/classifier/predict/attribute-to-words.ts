import type { TracedBag } from "../features/trace-bag.ts";
import type { Word } from "../features/words.ts";
import type { Model } from "../model.ts";
import type { KnownNgrams, Reading } from "./create-reader.ts";

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
  model: Model,
  bag: TracedBag,
  { known, scores }: Reading,
  pair: { label: number; against: number },
): WordContributions {
  const { words, counts, forms, within, links } = bag;
  const shares = new Float64Array(counts.length);
  const leads = leadsOf(model, known, pair);
  for (let index = 0; index < leads.length; index++) {
    const place = known.places[index] as number;
    shares[place] = (leads[index] as number) / (counts[place] as number);
  }
  const formCount = within.starts.length - 1;
  const formShares = new Float64Array(formCount);
  for (let form = 0; form < formCount; form++) {
    let sum = 0;
    const end = within.starts[form + 1] as number;
    for (let at = within.starts[form] as number; at < end; at++) {
      sum += shares[within.places[at] as number] as number;
    }
    formShares[form] = sum;
  }
  const contributions = new Float64Array(words.length);
  for (let index = 0; index < words.length; index++) {
    contributions[index] = (words[index] as Word).weight * (formShares[forms[index] as number] as number);
  }
  for (let at = 0; at < links.places.length; at++) {
    const share = shares[links.places[at] as number] as number;
    if (share === 0) continue;
    const first = links.firsts[at] as number;
    const second = links.seconds[at] as number;
    const half = (share * (words[second] as Word).weight) / 2;
    contributions[first] = (contributions[first] as number) + half;
    contributions[second] = (contributions[second] as number) + half;
  }
  const biasOf = (label: number) => model.weights.biases[label] ?? 0;
  return {
    lead: (scores[pair.label] ?? 0) - (scores[pair.against] ?? 0),
    bias: biasOf(pair.label) - biasOf(pair.against),
    contributions,
  };
}

/** By known n-gram: what it adds to the lead. */
function leadsOf(
  { weights }: Model,
  { features, values }: KnownNgrams,
  { label, against }: { label: number; against: number },
): Float64Array {
  const { offsets, labels, values: weightOf, scales } = weights;
  const [scale, scaleAgainst] = [scales[label] ?? 0, scales[against] ?? 0];
  const last = Math.max(label, against);
  const leads = new Float64Array(features.length);
  for (let index = 0; index < features.length; index++) {
    const feature = features[index] as number;
    let lead = 0;
    const end = offsets[feature + 1] as number;
    for (let at = offsets[feature] as number; at < end; at++) {
      const own = labels[at] as number;
      // A feature's labels are in order.
      if (own > last) break;
      if (own === label) lead += (weightOf[at] as number) * scale;
      else if (own === against) lead -= (weightOf[at] as number) * scaleAgainst;
    }
    leads[index] = (values[index] as number) * lead;
  }
  return leads;
}
