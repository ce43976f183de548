import type { Predictor } from "../classifier/create-predictor.ts";
import type { TracedBag } from "../classifier/features/trace-bag.ts";
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
  const strongest = strongestOf(bag, contributions);
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

/** The words that speak most for the label, the strongest first, each once with what it adds wherever it stands. */
function strongestOf(bag: TracedBag, contributions: Float64Array): { word: Word; share: number }[] {
  const formCount = bag.within.starts.length - 1;
  const shares = new Float64Array(formCount);
  /** By form: where it adds most. */
  const best = new Int32Array(formCount).fill(-1);
  for (let index = 0; index < contributions.length; index++) {
    const form = bag.forms[index] as number;
    const contribution = contributions[index] as number;
    shares[form] = (shares[form] as number) + contribution;
    const other = best[form] as number;
    if (other < 0 || contribution > (contributions[other] as number)) best[form] = index;
  }
  // One by one, for only a few are shown and sorting all costs more.
  const strongest: { word: Word; share: number }[] = [];
  while (strongest.length < shownWords) {
    let top = -1;
    for (let form = 0; form < formCount; form++) {
      if ((shares[form] as number) > (top < 0 ? 0 : (shares[top] as number))) top = form;
    }
    if (top < 0) break;
    strongest.push({ word: bag.words[best[top] as number] as Word, share: shares[top] as number });
    shares[top] = 0;
  }
  return strongest;
}
