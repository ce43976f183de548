import type { Predictor } from "../classifier/create-predictor.ts";
import type { Word } from "../classifier/features/words.ts";
import { type Found, found, shownWords } from "./found.ts";
import type { Message } from "./message.ts";

/** A label as a model tells it. */
export interface FoundLabel<Value = string> extends Found<Value> {
  /** What each of the words, and all else, adds to its lead over the next best: see `Signals`. */
  shares: { words: number[]; rest: number; lead: number; against?: Value };
}

/** What a model tells of the message, where it is sure, with the words that spoke most for it. */
export function findLabel(message: Message, predictor: Predictor): FoundLabel | undefined {
  const bag = message.bag();
  const told = predictor.attributeIfSure(bag);
  if (!told) return undefined;
  const { contributions, lead, against } = told.attribution;
  const strongest = strongestOf(bag.words, contributions);
  const carriers = strongest.map(({ word }) => message.carrierAt(word.part, word.start, word.end));
  const hundredths = strongest.map(({ share }) => Math.round(share * 100));
  const all = Math.round(lead * 100);
  const rest = hundredths.reduce((left, share) => left - share, all);
  return {
    ...found(told.label, told.confidence, []),
    words: carriers.map(({ word }) => word),
    places: carriers.map(({ place }) => place),
    shares: {
      words: hundredths.map((share) => share / 100),
      rest: rest / 100,
      lead: all / 100,
      ...(against === undefined ? {} : { against }),
    },
  };
}

/**
 * The words that speak most for the label, the strongest first, each once with what it adds wherever it stands. One by
 * one, for only a few are shown and sorting all costs more.
 */
function strongestOf(words: readonly Word[], left: Float64Array): { word: Word; share: number }[] {
  const strongest: { word: Word; share: number }[] = [];
  while (strongest.length < shownWords) {
    let at = -1;
    let most = 0;
    for (let index = 0; index < left.length; index++) {
      const contribution = left[index] as number;
      if (contribution <= most) continue;
      at = index;
      most = contribution;
    }
    const word = words[at];
    if (!word) break;
    const { folded } = word;
    let share = 0;
    for (let index = 0; index < left.length; index++) {
      const contribution = left[index] as number;
      if (contribution === 0 || words[index]?.folded !== folded) continue;
      share += contribution;
      left[index] = 0;
    }
    strongest.push({ word, share });
  }
  return strongest.sort((a, b) => b.share - a.share);
}
