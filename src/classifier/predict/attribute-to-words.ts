import type { Model } from "../model.ts";
import type { Reading } from "./create-reader.ts";

export interface WordContribution {
  part: "subject" | "body";
  /** UTF-16 positions in that part. */
  start: number;
  end: number;
  /** Above 0 it speaks for the label, below 0 for the runner-up. */
  contribution: number;
}

/**
 * Splits the lead of one label over another into what each word adds. The score is linear, so this is exact: a
 * feature's part is shared by its occurrences, and that of two words by both.
 */
export function attributeToWords(
  { weights }: Model,
  { words, features, values, counts, occurrences, scores }: Reading,
  { first, second }: { first: number; second: number },
): { lead: number; bias: number; words: WordContribution[] } {
  const weightOf = (feature: number, label: number): number => {
    for (let at = weights.offsets[feature] as number; at < (weights.offsets[feature + 1] as number); at++) {
      if (weights.labels[at] === label)
        return (weights.values[at] as number) * (weights.scales[label] as number);
    }
    return 0;
  };
  const shares = Float64Array.from(features, (feature, place) => {
    const lead = weightOf(feature, first) - weightOf(feature, second);
    return ((values[place] as number) * lead) / (counts[place] as number);
  });
  const contributions = new Float64Array(words.length);
  for (let at = 0; at < occurrences.length; at += 4) {
    const half = ((shares[occurrences[at] as number] as number) * (occurrences[at + 1] as number)) / 2;
    for (const word of [occurrences[at + 2] as number, occurrences[at + 3] as number]) {
      contributions[word] = (contributions[word] as number) + half;
    }
  }
  const biasOf = (label: number) => (label < 0 ? 0 : (weights.biases[label] as number));
  return {
    lead: (scores[first] ?? 0) - (scores[second] ?? 0),
    bias: biasOf(first) - biasOf(second),
    words: words.map(({ part, start, end }, index) => ({
      part,
      start,
      end,
      contribution: contributions[index] as number,
    })),
  };
}
