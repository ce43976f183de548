import type { Model } from "../model.ts";
import type { Reading } from "./create-reader.ts";

export interface WordContribution {
  part: "subject" | "body";
  /** UTF-16 positions in that part. */
  start: number;
  end: number;
  /** Above 0 it speaks for the label, below 0 for the other. */
  contribution: number;
}

/**
 * Splits the lead of one label over another into what each word adds. The score is linear, so this is exact: a
 * feature's part is shared by its occurrences, and that of two words by both.
 */
export function attributeToWords(
  { weights }: Model,
  { words, features, values, counts, occurrences, scores }: Reading,
  { label, against }: { label: number; against: number },
): { lead: number; bias: number; words: WordContribution[] } {
  const weightOf = (feature: number, wanted: number): number => {
    for (let at = weights.offsets[feature] as number; at < (weights.offsets[feature + 1] as number); at++) {
      if (weights.labels[at] === wanted)
        return (weights.values[at] as number) * (weights.scales[wanted] as number);
    }
    return 0;
  };
  const shares = Float64Array.from(features, (feature, place) => {
    const lead = weightOf(feature, label) - weightOf(feature, against);
    return ((values[place] as number) * lead) / (counts[place] as number);
  });
  const contributions = new Float64Array(words.length);
  for (let at = 0; at < occurrences.length; at += 4) {
    const half = ((shares[occurrences[at] as number] as number) * (occurrences[at + 1] as number)) / 2;
    for (const word of [occurrences[at + 2] as number, occurrences[at + 3] as number]) {
      contributions[word] = (contributions[word] as number) + half;
    }
  }
  const biasOf = (wanted: number) => weights.biases[wanted] ?? 0;
  return {
    lead: (scores[label] ?? 0) - (scores[against] ?? 0),
    bias: biasOf(label) - biasOf(against),
    words: words.map(({ part, start, end }, index) => ({
      part,
      start,
      end,
      contribution: contributions[index] as number,
    })),
  };
}
